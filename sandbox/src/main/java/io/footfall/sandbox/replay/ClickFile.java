package io.footfall.sandbox.replay;

import io.footfall.sandbox.console.FailureText;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Reads the lines of a file of recorded clicks, plain, gzip or zip, as bytes. A byte order mark is skipped. Exceptions
 * name the file and the line.
 */
public final class ClickFile implements RecordedLines {
    /** The rest of a longer line is skipped: no click is so long, and it may not fit in memory. */
    static final int MAX_LINE = 8 * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_SIGNATURE = 3;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] GZIP = {0x1F, (byte) 0x8B};
    private static final byte[] ZIP = {'P', 'K'};

    private final String name;
    private final ZipInputStream zip;
    private final InputStream bytes;
    private boolean atEntry;
    private String place;
    private long number;
    private boolean isBegun;
    private boolean isWithoutClicks;

    private ClickFile(String name, ZipInputStream zip, InputStream bytes) {
        this.name = name;
        this.zip = zip;
        this.bytes = bytes;
        this.place = name;
    }

    /** Opens a file; gzip and zip are recognized by their first bytes, whatever the name. */
    public static ClickFile open(Path path) throws IOException {
        var name = path.getFileName().toString();
        var file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            var first = peek(file);
            if (startsWith(first, ZIP)) {
                var zip = new ZipInputStream(file);
                return new ClickFile(name, zip, new BufferedInputStream(zip, BUFFER));
            }
            var bytes =
                    startsWith(first, GZIP) ? new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER) : file;
            return new ClickFile(name, null, bytes);
        } catch (IOException e) {
            file.close();
            throw new IOException(name + ": " + FailureText.of(e), e);
        }
    }

    private static byte[] peek(InputStream bytes) throws IOException {
        bytes.mark(LONGEST_SIGNATURE);
        var first = bytes.readNBytes(LONGEST_SIGNATURE);
        bytes.reset();
        return first;
    }

    private static boolean startsWith(byte[] bytes, byte[] signature) {
        return bytes.length >= signature.length
                && Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length);
    }

    /** The next line, or null after the last. All files in a zip are read. */
    @Override
    public RecordedLine next() throws IOException {
        try {
            while (zip != null && !atEntry) {
                var next = zip.getNextEntry();
                if (next == null) {
                    return null;
                }
                atEntry = !next.isDirectory();
                place = name + "!" + next.getName();
                number = 0;
                isBegun = false;
            }
            if (!isBegun) {
                begin();
            }
            var line = line();
            if (line == null && zip != null) {
                atEntry = false;
                return next();
            }
            return line == null ? null : checked(new RecordedLine(line, place, number));
        } catch (EOFException | ZipException e) {
            throw new IOException(
                    "%s:%d: the file is damaged or ends too early: %s".formatted(place, number + 1, FailureText.of(e)),
                    e);
        }
    }

    /** Skips a byte order mark, and refuses an encoding in which a line break is not one byte. */
    private void begin() throws IOException {
        isBegun = true;
        isWithoutClicks = true;
        var first = peek(bytes);
        if (first.length > 1 && (first[0] == 0 || first[1] == 0 || (first[0] & first[1] & 0xFF) == 0xFE)) {
            throw new IOException(place + ": the file is UTF-16; convert it: iconv -f UTF-16 -t UTF-8");
        }
        if (startsWith(first, BYTE_ORDER_MARK)) {
            bytes.skipNBytes(BYTE_ORDER_MARK.length);
        }
    }

    private RecordedLine checked(RecordedLine line) throws IOException {
        if (isWithoutClicks && !line.isBlank()) {
            isWithoutClicks = false;
            if (line.isBeginningOfArray()) {
                throw new IOException(
                        line.place() + ": a JSON array over several lines; write one click a line: jq -c '.[]'");
            }
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
            if (line.size() <= MAX_LINE) {
                line.write(character);
            }
            character = bytes.read();
        }
        number++;
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
