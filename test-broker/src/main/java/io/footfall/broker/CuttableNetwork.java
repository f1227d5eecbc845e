package io.footfall.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A network between clients and a broker that a test can cut, as if a cable were pulled: nothing arrives in either
 * direction, and no connection fails. When it heals, what was sent meanwhile arrives after all, as with TCP.
 */
public final class CuttableNetwork implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final int brokerPort;
    private final ServerSocket server;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private boolean isCut;

    /** Leads to a port of this machine. */
    CuttableNetwork(int brokerPort) throws IOException {
        this.brokerPort = brokerPort;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("network-accept", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Value for {@code bootstrap.servers} of clients behind this network. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    public synchronized void cut() {
        isCut = true;
    }

    public synchronized void heal() {
        isCut = false;
        notifyAll();
    }

    private synchronized void awaitHealed() throws InterruptedException {
        while (isCut) {
            wait();
        }
    }

    private void accept() throws IOException, InterruptedException {
        while (!server.isClosed()) {
            var client = server.accept();
            sockets.add(client);
            awaitHealed();
            var broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            sockets.add(broker);
            start("network-there", () -> forward(client, broker));
            start("network-back", () -> forward(broker, client));
        }
    }

    private void forward(Socket from, Socket to) throws IOException, InterruptedException {
        var buffer = new byte[BUFFER_BYTES];
        for (var read = 0; read >= 0; read = from.getInputStream().read(buffer)) {
            awaitHealed();
            to.getOutputStream().write(buffer, 0, read);
        }
        awaitHealed();
        to.shutdownOutput();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void start(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // A connection or the whole network has been closed, as its clients see for themselves.
                        return;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        heal();
        try {
            server.close();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
