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
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of all data and logs. A marker file shows that it belongs to a sandbox, and locks it while one runs.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String MARKER = ".footfall-sandbox";

    private final Path root;
    /** The directories that did not exist, the innermost first. */
    private final List<Path> created;

    private final FileLock lock;

    private DataDirectory(Path root, List<Path> created, FileLock lock) {
        this.root = root;
        this.created = created;
        this.lock = lock;
    }

    /**
     * Creates, marks and locks the directory.
     *
     * @throws DataDirectoryException if it holds other files, or another sandbox uses it
     */
    public static DataDirectory open(Path directory) throws DataDirectoryException {
        var root = directory.toAbsolutePath().normalize();
        try {
            return opened(root);
        } catch (IOException e) {
            throw new DataDirectoryException(
                    root + " cannot be created or written to: choose another directory with --data=DIR", e);
        }
    }

    private static DataDirectory opened(Path root) throws IOException, DataDirectoryException {
        if (Files.exists(root) && !Files.exists(root.resolve(MARKER)) && !isEmpty(root)) {
            throw new DataDirectoryException(
                    root + " holds files that are not a sandbox's: choose another directory with --data=DIR");
        }
        var created = Stream.iterate(root, Files::notExists, Path::getParent).toList();
        Files.createDirectories(root);
        // The marker is also the lock file, and wipe() keeps it.
        var channel = FileChannel.open(root.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new DataDirectoryException(
                    "another sandbox runs on " + root + ": stop it, or choose another directory with --data=DIR");
        }
        return new DataDirectory(root, created, lock);
    }

    /**
     * Locks the directory of a sandbox that has run.
     *
     * @throws DataDirectoryException if it is not one, or a sandbox uses it
     */
    public static DataDirectory openExisting(Path directory) throws DataDirectoryException {
        if (!Files.exists(directory.resolve(MARKER))) {
            throw new DataDirectoryException(
                    directory.toAbsolutePath().normalize() + " is not the data directory of a sandbox (--data=DIR)");
        }
        return open(directory);
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

    /** Deletes everything but the marker. */
    public void wipe() throws IOException {
        try (var entries = Files.newDirectoryStream(root, entry -> !entry.endsWith(MARKER))) {
            for (var entry : entries) {
                Files.walkFileTree(entry, new Deletion());
            }
        }
    }

    /** Deletes the directory if it did not exist before. */
    public void discardIfNew() throws IOException {
        if (!created.isEmpty()) {
            wipe();
            Files.delete(root.resolve(MARKER));
            for (var directory : created) {
                Files.delete(directory);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.acquiredBy().close();
    }

    private static boolean isEmpty(Path directory) throws IOException, DataDirectoryException {
        if (!Files.isDirectory(directory)) {
            throw new DataDirectoryException(directory + " is not a directory: choose one with --data=DIR");
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
