package io.footfall.ingest.body;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses a gzip body up to the length that it declares. A body must be exactly one member of the format (RFC
 * 1952). The JDK's {@code GZIPInputStream} accepts any number of members, recurses for each empty one, and ignores bytes
 * after the last.
 */
public final class Gzip {
    /** No deflated byte is more than 1,032 bytes of content. */
    private static final int LARGEST_RATIO = 1_032;

    private static final int HEADER = 10;
    private static final int CHECKSUM = 4;
    private static final int TRAILER = CHECKSUM + 4;
    private static final int HEADER_CHECK = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;

    private Gzip() {}

    /** Whether the bytes begin as gzip does, and perhaps end too early. */
    public static boolean isBeginning(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b && bytes[2] == 8;
    }

    /**
     * Whether compressed bytes can have that length. Those of a body that ends too early declare any length, because its
     * last bytes are not those that declare it.
     */
    public static boolean isPossible(byte[] compressed, long declaredLength) {
        return declaredLength >= 0 && declaredLength <= (long) LARGEST_RATIO * compressed.length;
    }

    /**
     * The length of the content as the body's last four bytes declare it. It may be false: then the body is rejected,
     * and no more than that is decompressed. Content of 4 GiB or more declares its length modulo 4 GiB.
     *
     * @return -1 if the bytes are too few to be gzip
     */
    public static long declaredLength(byte[] compressed) {
        return compressed.length < HEADER + TRAILER
                ? -1
                : Integer.toUnsignedLong(trailer(compressed).getInt(CHECKSUM));
    }

    /**
     * Decompresses a body.
     *
     * @param length of the content: {@link #declaredLength}
     * @return empty unless the bytes are one complete gzip member with content of this length
     */
    public static Optional<byte[]> inflate(byte[] compressed, int length) {
        var begin = headerLength(compressed);
        if (begin < 0) {
            return Optional.empty();
        }
        var inflater = new Inflater(true);
        try {
            inflater.setInput(compressed, begin, compressed.length - begin);
            var plain = new byte[length];
            return fill(plain, inflater) && isComplete(compressed, inflater.getRemaining(), plain)
                    ? Optional.of(plain)
                    : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    /** Whether the content has exactly this length. */
    private static boolean fill(byte[] plain, Inflater inflater) throws DataFormatException {
        int filled = 0;
        while (filled < plain.length) {
            var count = inflater.inflate(plain, filled, plain.length - filled);
            if (count == 0) {
                return false;
            }
            filled += count;
        }
        // The end of the data may follow the last byte of the content.
        return inflater.inflate(new byte[1]) == 0 && inflater.finished();
    }

    private static boolean isComplete(byte[] compressed, int remaining, byte[] plain) {
        if (remaining != TRAILER) {
            return false;
        }
        var check = new CRC32();
        check.update(plain);
        return trailer(compressed).getInt() == (int) check.getValue();
    }

    private static ByteBuffer trailer(byte[] compressed) {
        return ByteBuffer.wrap(compressed, compressed.length - TRAILER, TRAILER)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Length of the header, or -1 if there is no valid one. */
    private static int headerLength(byte[] bytes) {
        if (bytes.length < HEADER + TRAILER || !isBeginning(bytes)) {
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
