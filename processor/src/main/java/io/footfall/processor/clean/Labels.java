package io.footfall.processor.clean;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * Bytes of a short ASCII text in, the text out: mostly the very same one as for these bytes before,
 * because browsers, systems and countries are few. Whoever makes up many has them made anew.
 */
final class Labels {
    static final int LONGEST = 24;
    private static final int SLOTS = 512;

    private final byte[][] bytes = new byte[SLOTS][];
    private final String[] texts = new String[SLOTS];

    String of(byte[] json, int begin, int end) {
        var slot = slot(json, begin, end);
        var known = bytes[slot];
        if (known == null || !Arrays.equals(known, 0, known.length, json, begin, end)) {
            bytes[slot] = Arrays.copyOfRange(json, begin, end);
            texts[slot] = new String(json, begin, end - begin, ISO_8859_1);
        }
        return texts[slot];
    }

    private static int slot(byte[] json, int begin, int end) {
        var hash = end - begin;
        for (var index = begin; index < end; index++) {
            hash = 31 * hash + json[index];
        }
        return (hash ^ hash >>> 9 ^ hash >>> 18) & (SLOTS - 1);
    }
}
