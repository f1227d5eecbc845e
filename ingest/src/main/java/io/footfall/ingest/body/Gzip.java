package io.footfall.ingest.body;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses a gzip body up to a limit. A body must be exactly one member of the format (RFC 1952). The JDK's
 * {@code GZIPInputStream} accepts any number of members, recurses for each empty one, and ignores bytes after the last.
 */
public final class Gzip {
    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int HEADER_CHECK = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int BUFFER = 8_192;

    private Gzip() {}

    /**
     * Decompresses a body.
     *
     * @param limit in bytes; of a larger body, at least one byte more is decompressed, and not much more
     * @return empty unless the bytes are one complete gzip member
     */
    public static Optional<byte[]> inflate(byte[] compressed, int limit) {
        var begin = headerLength(compressed);
        if (begin < 0) {
            return Optional.empty();
        }
        var inflater = new Inflater(true);
        try {
            inflater.setInput(compressed, begin, compressed.length - begin);
            var plain = inflate(inflater, limit);
            return plain.length > limit || isComplete(compressed, inflater.getRemaining(), plain)
                    ? Optional.of(plain)
                    : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflate(Inflater inflater, int limit) throws DataFormatException {
        var plain = new ByteArrayOutputStream(BUFFER);
        var buffer = new byte[BUFFER];
        while (!inflater.finished() && plain.size() <= limit) {
            var count = inflater.inflate(buffer);
            if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                throw new DataFormatException("the data are truncated");
            }
            plain.write(buffer, 0, count);
        }
        return plain.toByteArray();
    }

    private static boolean isComplete(byte[] compressed, int remaining, byte[] plain) {
        if (remaining != TRAILER) {
            return false;
        }
        var trailer = ByteBuffer.wrap(compressed, compressed.length - TRAILER, TRAILER)
                .order(ByteOrder.LITTLE_ENDIAN);
        var check = new CRC32();
        check.update(plain);
        return trailer.getInt() == (int) check.getValue() && trailer.getInt() == plain.length;
    }

    /** Length of the header, or -1 if there is no valid one. */
    private static int headerLength(byte[] bytes) {
        if (bytes.length < HEADER + TRAILER || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b || bytes[2] != 8) {
            return -1;
        }
        var flags = bytes[3];
        int at = HEADER;
        if ((flags & EXTRA) != 0) {
            at += 2 + (bytes[at] & 0xff) + ((bytes[at + 1] & 0xff) << 8);
        }
        if ((flags & NAME) != 0) {
            at = afterZero(bytes, at);
        }
        if ((flags & COMMENT) != 0) {
            at = afterZero(bytes, at);
        }
        at += (flags & HEADER_CHECK) == 0 ? 0 : 2;
        return at < bytes.length ? at : -1;
    }

    private static int afterZero(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != 0) {
            at++;
        }
        return at + 1;
    }
}
