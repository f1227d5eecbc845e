package io.footfall.sandbox.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small file system in memory, which can be filled to its last byte. Only root can mount one. */
final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static SmallDisk mount(Path directory, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        if (run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString()) != 0) {
            throw new IOException("no disk can be mounted at " + directory);
        }
        return new SmallDisk(directory);
    }

    /** Fills the disk to its last byte. Can be repeated when space was freed. */
    void fill() throws IOException {
        var bytes = new byte[BLOCK];
        try (var ballast = Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var room = room(); room > 0; room = room()) {
                ballast.write(bytes, 0, (int) Math.min(BLOCK, room));
            }
        } catch (IOException e) {
            // Kafka writes here too, and may have taken the last byte.
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    private long room() {
        return directory.toFile().getUsableSpace();
    }

    /** Frees the space. */
    void empty() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException {
        try {
            if (run("umount", directory.toString()) != 0) {
                throw new IOException(directory + " cannot be unmounted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(directory + " may still be mounted", e);
        }
    }
}
