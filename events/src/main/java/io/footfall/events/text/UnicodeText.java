package io.footfall.events.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Recognises and repairs text that cannot be written in UTF-8, and writes the beginning of long text. */
public final class UnicodeText {
    private static final int CONTINUATION_MASK = 0xC0;
    private static final int CONTINUATION = 0x80;
    private static final char REPLACEMENT = '\uFFFD';

    private UnicodeText() {}

    /** The text in UTF-8, or as many of its first characters as fit. */
    public static byte[] beginning(String text, int maxBytes) {
        // One character more than can ever fit, so that a long text is not encoded as a whole.
        var bytes = text.substring(0, Math.min(text.length(), maxBytes + 1)).getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= maxBytes) {
            return bytes;
        }
        int end = maxBytes;
        while (end > 0 && (bytes[end] & CONTINUATION_MASK) == CONTINUATION) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    /** Whether every surrogate has its other half. */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The text with each single surrogate replaced by U+FFFD; the same instance if there is none. */
    public static String wellFormed(String text) {
        return isWellFormed(text)
                ? text
                : text.codePoints()
                        .map(character -> Character.getType(character) == Character.SURROGATE ? REPLACEMENT : character)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
