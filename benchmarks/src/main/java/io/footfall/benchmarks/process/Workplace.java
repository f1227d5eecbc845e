package io.footfall.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A directory and the servers that work in it; when the benchmark ends, however it ends, both are gone. */
public final class Workplace implements AutoCloseable {
    private final Path directory;
    private final Deque<Server> servers = new ArrayDeque<>();
    private boolean closed;

    private Workplace(Path directory) {
        this.directory = directory;
    }

    public static Workplace in(Path parent) throws IOException {
        Files.createDirectories(parent);
        var workplace = new Workplace(Files.createTempDirectory(parent, "run-"));
        Runtime.getRuntime().addShutdownHook(new Thread(workplace::close, "clearing"));
        return workplace;
    }

    public Path directory() {
        return directory;
    }

    public synchronized Server start(String name, List<String> command, Map<String, String> environment)
            throws IOException {
        if (closed) {
            throw new IOException("ended before " + name + " was started");
        }
        var log = directory.resolve(name + ".log");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        var server = new Server(name, builder.start(), log);
        servers.push(server);
        return server;
    }

    /** Ends one server before the others. */
    public synchronized void end(Server server) throws IOException, InterruptedException {
        server.end();
        servers.remove(server);
    }

    /** Deletes what a server that has ended has left. */
    public void clear(String subdirectory) throws IOException {
        Files.walkFileTree(directory.resolve(subdirectory), new Deletion());
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends the servers, the last one first, so that none loses what it leans on. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            while (!servers.isEmpty()) {
                servers.pop().end();
            }
            Files.walkFileTree(directory, new Deletion());
        } catch (IOException e) {
            System.err.println("something is left in " + directory + ": " + e);
        } catch (InterruptedException e) {
            System.err.println("interrupted while ending; something may still run");
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
