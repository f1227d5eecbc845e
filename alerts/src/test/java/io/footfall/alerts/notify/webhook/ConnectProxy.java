package io.footfall.alerts.notify.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy that connects all hosts to one port of this machine. */
final class ConnectProxy implements AutoCloseable {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final String answer;

    ConnectProxy(int target, String answer) throws IOException {
        this.target = target;
        this.answer = answer;
        threads.execute(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The heads of all requests. */
    List<String> requests() {
        return requests;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                threads.execute(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                var receiver = new Socket(InetAddress.getLoopbackAddress(), target)) {
            var in = new BufferedInputStream(client.getInputStream());
            requests.add(head(in));
            var isConnected = answer.startsWith("200");
            var end = isConnected ? "\r\n\r\n" : "\r\nContent-Length: 0\r\n\r\n";
            client.getOutputStream().write(("HTTP/1.1 " + answer + end).getBytes(US_ASCII));
            if (!isConnected) {
                return;
            }
            var back = CompletableFuture.runAsync(() -> pump(receiver, client), threads);
            in.transferTo(receiver.getOutputStream());
            receiver.shutdownOutput();
            back.join();
        } catch (IOException ended) {
            requests.add("ended: " + ended.getMessage());
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException ended) {
            requests.add("ended: " + ended.getMessage());
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
