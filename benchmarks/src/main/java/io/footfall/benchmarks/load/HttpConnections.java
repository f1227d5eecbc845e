package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/**
 * Kept-alive HTTP/1.1 connections to one server, with at most one request in flight on each. One thread serves them, and
 * without an HTTP library, because load and server share the CPU.
 */
final class HttpConnections implements AutoCloseable {
    static final int INCOMPLETE = 0;

    private static final int RESPONSE_BYTES = 4_096;
    private static final String HEAD_END = "\r\n\r\n";
    private static final String LENGTH = "content-length:";
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final Selector selector = Selector.open();
    private final InetSocketAddress server;

    /** @param port of the server, on loopback */
    HttpConnections(int port) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    Connection open() throws IOException {
        return new Connection();
    }

    /**
     * Waits for responses and gives those that are complete to the handler.
     *
     * @throws IOException if a connection breaks
     */
    void poll(long millis, Handler handler) throws IOException {
        selector.select(millis);
        for (var key : selector.selectedKeys()) {
            var connection = (Connection) key.attachment();
            var status = connection.transfer();
            if (status != INCOMPLETE) {
                handler.answered(connection, status);
            }
        }
        selector.selectedKeys().clear();
    }

    /**
     * The status, once all of the response has been received.
     *
     * @throws IOException if it is anything but one response with a Content-Length
     */
    static int status(String response) throws IOException {
        var headEnd = response.indexOf(HEAD_END);
        if (headEnd < 0) {
            return INCOMPLETE;
        }
        var head = response.substring(0, headEnd + 2).toLowerCase(Locale.ROOT);
        var at = head.indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("a response without a Content-Length");
        }
        var length =
                head.substring(at + LENGTH.length(), head.indexOf('\r', at)).strip();
        var missing = headEnd + HEAD_END.length() + Integer.parseInt(length) - response.length();
        if (missing < 0) {
            throw new IOException("more bytes than those of one response");
        }
        return missing > 0 ? INCOMPLETE : Integer.parseInt(response, STATUS_AT, STATUS_AT + 3, 10);
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** Receives the responses. */
    interface Handler {
        void answered(Connection connection, int status) throws IOException;
    }

    /** One of them. */
    final class Connection {
        private final ByteBuffer received = ByteBuffer.allocate(RESPONSE_BYTES);
        private final SocketChannel channel = SocketChannel.open(server);
        private final SelectionKey key;
        private ByteBuffer unsent;
        private long sentAt;

        private Connection() throws IOException {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        /** The time that was passed to {@link #send}. */
        long sentAt() {
            return sentAt;
        }

        /** @param at by the clock of the caller */
        void send(ByteBuffer request, long at) throws IOException {
            sentAt = at;
            channel.write(request);
            if (request.hasRemaining()) {
                unsent = ByteBuffer.allocate(request.remaining()).put(request).flip();
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        }

        /** Sends and receives what is possible now; returns the response's status, or {@link #INCOMPLETE}. */
        private int transfer() throws IOException {
            if (key.isWritable()) {
                channel.write(unsent);
                key.interestOps(unsent.hasRemaining() ? key.interestOps() : SelectionKey.OP_READ);
            }
            if (key.isReadable() && channel.read(received) < 0) {
                throw new IOException("closed by the server");
            }
            var status = status(new String(received.array(), 0, received.position(), ISO_8859_1));
            if (status != INCOMPLETE) {
                received.clear();
            }
            return status;
        }
    }
}
