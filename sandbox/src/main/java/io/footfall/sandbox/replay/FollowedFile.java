package io.footfall.sandbox.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Reads the lines of a file that a server appends to, and goes on with the next file of that name when it is rotated, or
 * at the beginning when it is emptied. A line counts once it has its end, or its file is complete.
 */
final class FollowedFile implements RecordedLines {
    private final Path path;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private InputStream bytes;
    private Object key;
    private long position;
    private long number;
    private boolean isReplaced;

    FollowedFile(Path path) throws IOException {
        this.path = path;
        open();
    }

    private void open() throws IOException {
        key = attributes().fileKey();
        bytes = new BufferedInputStream(Files.newInputStream(path));
        position = 0;
        number = 0;
        isReplaced = false;
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    @Override
    public RecordedLine next() throws IOException {
        for (var character = bytes.read(); character >= 0; character = bytes.read()) {
            position++;
            if (character == '\n') {
                return complete();
            }
            if (line.size() <= ClickFile.MAX_LINE) {
                line.write(character);
            }
        }
        return end();
    }

    private RecordedLine complete() {
        number++;
        var complete = new RecordedLine(line.toByteArray(), path.getFileName().toString(), number);
        line.reset();
        return complete;
    }

    /** A server may write to a file for a moment after it was renamed, so that its end counts when it is seen again. */
    private RecordedLine end() throws IOException {
        if (!isReplaced) {
            isReplaced = isReplacedNow();
            return null;
        }
        if (line.size() > 0) {
            return complete();
        }
        bytes.close();
        open();
        return null;
    }

    private boolean isReplacedNow() throws IOException {
        try {
            var now = attributes();
            return !Objects.equals(now.fileKey(), key) || now.size() < position;
        } catch (NoSuchFileException e) {
            // Renamed, and the next one is not there yet.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
