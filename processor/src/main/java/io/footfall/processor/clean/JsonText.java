package io.footfall.processor.clean;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Finds the ends of JSON strings without escapes, eight bytes at a time. */
final class JsonText {
    /** The string has an escape or a control character, or no end. */
    static final int NOT_PLAIN = -1;

    private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    /** A space in each of eight bytes but the lowest. */
    private static final long SPACES = ' ' * (LOWEST_BITS - 1);

    private JsonText() {}

    /**
     * Finds the closing quote of a string.
     *
     * @param begin index behind the opening quote
     * @return {@link #NOT_PLAIN}, or a result for {@link #end} and {@link #isAscii}: one number, because an object would
     *     cost too much
     */
    static int find(byte[] json, int begin) {
        var index = begin;
        var all = 0L;
        for (; index <= json.length - Long.BYTES; index += Long.BYTES) {
            var eight = (long) EIGHT_BYTES.get(json, index);
            var special = special(eight);
            if (special != 0) {
                var before = Long.numberOfTrailingZeros(special) & -Byte.SIZE;
                return result(json, index + before / Byte.SIZE, all | (eight & ((1L << before) - 1)));
            }
            all |= eight;
        }
        for (; index < json.length; index++) {
            if (special((json[index] & 0xffL) | SPACES) != 0) {
                return result(json, index, all);
            }
            all |= json[index];
        }
        return NOT_PLAIN;
    }

    /** Index of the closing quote. */
    static int end(int result) {
        return result >>> 1;
    }

    /** Whether all bytes of the string are ASCII. */
    static boolean isAscii(int result) {
        return (result & 1) != 0;
    }

    /** @param all bits of the string's bytes together */
    private static int result(byte[] json, int index, long all) {
        if (json[index] != '"') {
            return NOT_PLAIN;
        }
        return index << 1 | ((all & HIGHEST_BITS) == 0 ? 1 : 0);
    }

    /**
     * The highest bit of the first of eight bytes, from the lowest on, that is a quote, a backslash or a control
     * character; 0 if there is none. Bits after the first have no meaning.
     */
    private static long special(long eight) {
        var quotes = eight ^ '"' * LOWEST_BITS;
        var backslashes = eight ^ '\\' * LOWEST_BITS;
        var controls = (eight - ' ' * LOWEST_BITS) & ~eight;
        return (zeros(quotes) | zeros(backslashes) | controls) & HIGHEST_BITS;
    }

    private static long zeros(long eight) {
        return (eight - LOWEST_BITS) & ~eight;
    }
}
