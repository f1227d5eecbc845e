package io.footfall.processor.serving.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.text.BrowserLabel;
import java.util.Arrays;

/** Labels of browsers by the bytes of their names: the usual ones are looked up without a string. Not thread-safe. */
final class BrowserTags {
    /** Longer names are not kept: no browser that has a label of its own has one. */
    private static final int LONGEST = 16;

    private static final int SLOTS = 64;

    private final Tag[] slots = new Tag[SLOTS];

    /**
     * The label of a browser.
     *
     * @param isWhole whether the label is the name itself
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Tag(byte[] name, byte[] label, boolean isWhole) {
        private static Tag of(byte[] name) {
            var text = new String(name, UTF_8);
            var label = BrowserLabel.of(text);
            return new Tag(name, label.getBytes(UTF_8), label.equals(text));
        }
    }

    /** The tag of a name without escapes. */
    Tag of(byte[] source, int begin, int end) {
        if (end - begin > LONGEST) {
            return Tag.of(Arrays.copyOfRange(source, begin, end));
        }
        var slot = slot(source, begin, end);
        var known = slots[slot];
        if (known == null || !Arrays.equals(known.name, 0, known.name.length, source, begin, end)) {
            slots[slot] = Tag.of(Arrays.copyOfRange(source, begin, end));
        }
        return slots[slot];
    }

    private static int slot(byte[] source, int begin, int end) {
        var hash = 1;
        for (var index = begin; index < end; index++) {
            hash = 31 * hash + source[index];
        }
        return (hash ^ (hash >>> 8)) & (SLOTS - 1);
    }
}
