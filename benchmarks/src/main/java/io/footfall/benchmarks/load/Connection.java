package io.footfall.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A kept-alive connection with at most one request on its way. */
final class Connection {
    private static final int RESPONSE_BYTES = 4_096;

    private final ByteBuffer received = ByteBuffer.allocateDirect(RESPONSE_BYTES);
    private final SocketChannel channel;
    private final SelectionKey key;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private AnswerLog.Sent request;

    private Connection(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    static Connection open(int port, Selector selector) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return new Connection(channel, selector);
    }

    AnswerLog.Sent request() {
        return request;
    }

    void send(AnswerLog.Sent sent, ByteBuffer bytes) throws IOException {
        request = sent;
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            unsent = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    void sendRest() throws IOException {
        channel.write(unsent);
        if (!unsent.hasRemaining()) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** The status of the answer, or {@link Response#INCOMPLETE}. */
    int read() throws IOException {
        if (channel.read(received) < 0) {
            throw new EOFException("closed by the server");
        }
        var status = Response.status(received);
        if (status != Response.INCOMPLETE) {
            received.clear();
        }
        return status;
    }

    void close() throws IOException {
        channel.close();
    }
}
