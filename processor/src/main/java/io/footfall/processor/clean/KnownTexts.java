package io.footfall.processor.clean;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Bytes of an ASCII text in, the text out: mostly the very same one as for these bytes before, because countries,
 * browsers and the articles that many read are few. Whoever makes up many has them made anew; overlong ones are
 * never kept, so that memory is bounded.
 */
final class KnownTexts {
    private static final int LONGEST = 200;
    private static final int SLOT_BITS = 12;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

    private final byte[][] bytes = new byte[SLOTS][];
    private final String[] texts = new String[SLOTS];

    String of(byte[] json, int begin, int end) {
        if (end - begin > LONGEST) {
            return text(json, begin, end);
        }
        var slot = slot(json, begin, end);
        var known = bytes[slot];
        if (known == null || !Arrays.equals(known, 0, known.length, json, begin, end)) {
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
