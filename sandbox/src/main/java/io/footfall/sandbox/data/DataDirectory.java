package io.footfall.sandbox.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Everything the sandbox keeps, in one directory that it marks as its own and locks while it runs. */
public final class DataDirectory implements AutoCloseable {
    private static final String MARKER = ".footfall-sandbox";

    private final Path root;
    private final FileLock lock;

    private DataDirectory(Path root, FileLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Marks and locks the directory, which is created where it is missing.
     *
     * @throws NotUsable if it is somebody else's directory, or another sandbox runs on it
     */
    public static DataDirectory open(Path directory) throws IOException, NotUsable {
        var root = directory.toAbsolutePath().normalize();
        if (Files.exists(root) && !Files.exists(root.resolve(MARKER)) && !isEmpty(root)) {
            throw new NotUsable(
                    root + " holds something else than a sandbox's data: choose another directory with --data=DIR");
        }
        Files.createDirectories(root);
        // The marker is the lock's file: what is marked can be locked, and is never deleted with the data.
        var channel = FileChannel.open(root.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new NotUsable(
                    "another sandbox runs on " + root + ": end it, or choose another directory with --data=DIR");
        }
        return new DataDirectory(root, lock);
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path store() {
        return root.resolve("store");
    }

    public Path mail() {
        return root.resolve("mail");
    }

    public Path pids() {
        return root.resolve("pids");
    }

    public Path log(String name) {
        return root.resolve("log").resolve(name + ".log");
    }

    public Path root() {
        return root;
    }

    /** Deletes everything but the mark. */
    public void wipe() throws IOException {
        try (var entries = Files.newDirectoryStream(root, entry -> !entry.endsWith(MARKER))) {
            for (var entry : entries) {
                Files.walkFileTree(entry, new Deletion());
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.acquiredBy().close();
    }

    private static boolean isEmpty(Path directory) throws IOException, NotUsable {
        if (!Files.isDirectory(directory)) {
            throw new NotUsable(directory + " is not a directory: choose one with --data=DIR");
        }
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
