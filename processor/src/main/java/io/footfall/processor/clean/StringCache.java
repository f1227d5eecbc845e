package io.footfall.processor.clean;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Cache of ASCII strings by their bytes. Countries, browsers and popular articles occur again and again, and the cached
 * string saves an allocation. Its memory is bounded: a new string replaces the one in its slot, long ones are not kept.
 */
final class StringCache {
    private static final int MAX_LENGTH = 200;
    private static final int SLOT_BITS = 12;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

    private final byte[][] bytes = new byte[SLOTS][];
    private final String[] texts = new String[SLOTS];

    String of(byte[] json, int begin, int end) {
        if (end - begin > MAX_LENGTH) {
            return text(json, begin, end);
        }
        var slot = slot(json, begin, end);
        var cached = bytes[slot];
        if (cached == null || !Arrays.equals(cached, 0, cached.length, json, begin, end)) {
            bytes[slot] = Arrays.copyOfRange(json, begin, end);
            texts[slot] = text(json, begin, end);
        }
        return texts[slot];
    }

    private static String text(byte[] json, int begin, int end) {
        return new String(json, begin, end - begin, ISO_8859_1);
    }

    private static int slot(byte[] json, int begin, int end) {
        var hash = (end - begin) * SPREAD;
        var index = begin;
        for (; index <= end - Long.BYTES; index += Long.BYTES) {
            hash = (hash ^ (long) EIGHT_BYTES.get(json, index)) * SPREAD;
            hash ^= hash >>> 32;
        }
        for (; index < end; index++) {
            hash = (hash ^ json[index]) * SPREAD;
        }
        return (int) (hash >>> (Long.SIZE - SLOT_BITS));
    }
}
