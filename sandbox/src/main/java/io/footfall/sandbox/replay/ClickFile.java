package io.footfall.sandbox.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/** Reads the lines of a file of recorded clicks, plain, gzip or zip, as bytes. */
public final class ClickFile implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final ZipInputStream zip;
    private final InputStream bytes;
    private boolean atEntry;

    private ClickFile(ZipInputStream zip, InputStream bytes) {
        this.zip = zip;
        this.bytes = bytes;
    }

    public static ClickFile open(Path path) throws IOException {
        var name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        var file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        if (name.endsWith(".zip")) {
            var zip = new ZipInputStream(file);
            return new ClickFile(zip, new BufferedInputStream(zip, BUFFER));
        }
        return new ClickFile(null, name.endsWith(".gz") ? unzipped(file) : file);
    }

    private static InputStream unzipped(InputStream file) throws IOException {
        return new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER);
    }

    /** The next line without its line break, or null after the last. All files in a zip are read. */
    byte[] next() throws IOException {
        while (zip != null && !atEntry) {
            var entry = zip.getNextEntry();
            if (entry == null) {
                return null;
            }
            atEntry = !entry.isDirectory();
        }
        var line = line();
        if (line == null && zip != null) {
            atEntry = false;
            return next();
        }
        return line;
    }

    private byte[] line() throws IOException {
        var line = new ByteArrayOutputStream(512);
        var character = bytes.read();
        if (character < 0) {
            return null;
        }
        while (character >= 0 && character != '\n') {
            line.write(character);
            character = bytes.read();
        }
        return withoutReturn(line.toByteArray());
    }

    private static byte[] withoutReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
