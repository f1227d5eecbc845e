package io.footfall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * An address that answers no attempt to connect, like one that a machine has given up. It is a port of this machine whose
 * queue of connections is full, so that the system drops further ones.
 */
public final class SilentAddress implements AutoCloseable {
    private static final int PROBE_MILLIS = 300;
    private static final int MOST_CONNECTIONS = 10;

    private final ServerSocket server;
    private final List<SocketChannel> queued = new ArrayList<>();

    /** At a free port of a loopback address, such as {@code 127.0.0.2}. */
    public SilentAddress(String host) throws IOException {
        this(host, 0);
    }

    public SilentAddress(String host, int port) throws IOException {
        server = new ServerSocket(port, 1, InetAddress.getAllByName(host)[0]);
        while (isAnswering()) {
            if (queued.size() > MOST_CONNECTIONS) {
                throw new IllegalStateException("this system queues connections without limit");
            }
        }
    }

    private boolean isAnswering() throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.socket().connect(server.getLocalSocketAddress(), PROBE_MILLIS);
            queued.add(channel);
            return true;
        } catch (SocketTimeoutException silent) {
            channel.close();
            return false;
        }
    }

    public int port() {
        return ((InetSocketAddress) server.getLocalSocketAddress()).getPort();
    }

    @Override
    public void close() {
        try {
            for (var channel : queued) {
                channel.close();
            }
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
