package io.footfall.sandbox.children;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes lines to a log file of bounded size. The previous file is kept with the suffix {@code .1}. */
final class LogFile implements AutoCloseable {
    static final long MAX_CHARACTERS = 32L * 1024 * 1024;

    private final Path path;
    private final long maxCharacters;
    private BufferedWriter writer;
    private long written;

    private LogFile(Path path, long maxCharacters, BufferedWriter writer) {
        this.path = path;
        this.maxCharacters = maxCharacters;
        this.writer = writer;
    }

    static LogFile create(Path path, long maxCharacters) throws IOException {
        return new LogFile(path, maxCharacters, rolled(path));
    }

    synchronized void line(String line) {
        try {
            if (written > maxCharacters) {
                writer.close();
                writer = rolled(path);
                written = 0;
            }
            writer.write(line);
            writer.newLine();
            writer.flush();
            written += line.length() + 1;
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }

    private static BufferedWriter rolled(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        if (Files.exists(path)) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    }
}
