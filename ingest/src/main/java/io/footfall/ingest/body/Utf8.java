package io.footfall.ingest.body;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** Checks bytes of text in UTF-8. */
public final class Utf8 {
    private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** The text without the byte order mark that some programs write before it. */
    public static byte[] withoutMark(byte[] text) {
        var hasMark = text.length >= 3 && text[0] == (byte) 0xef && text[1] == (byte) 0xbb && text[2] == (byte) 0xbf;
        return hasMark ? Arrays.copyOfRange(text, 3, text.length) : text;
    }

    /** Whether the text begins with the byte order mark of UTF-16. */
    static boolean isUtf16(byte[] text) {
        return text.length >= 2
                && ((text[0] == (byte) 0xfe && text[1] == (byte) 0xff)
                        || (text[0] == (byte) 0xff && text[1] == (byte) 0xfe));
    }

    /**
     * Whether the bytes are UTF-8, without overlong forms and without surrogates. By hand, because Java's decoder writes
     * the text to new memory, which takes five times as long or more.
     */
    static boolean isValid(byte[] bytes) {
        var at = 0;
        while (at < bytes.length) {
            if (at <= bytes.length - Long.BYTES && ((long) EIGHT_BYTES.get(bytes, at) & HIGHEST_BITS) == 0) {
                at += Long.BYTES;
                continue;
            }
            var length = lengthOfCharacter(bytes, at);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** Number of bytes of the character that begins there; 0 if there is none. */
    private static int lengthOfCharacter(byte[] bytes, int at) {
        var first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        var length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (at + length > bytes.length || !isAllowed(first, bytes[at + 1] & 0xff)) {
            return 0;
        }
        for (var next = at + 1; next < at + length; next++) {
            if ((bytes[next] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Excludes overlong forms, surrogates, and what is behind the last character of Unicode. */
    private static boolean isAllowed(int first, int second) {
        return switch (first) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
    }

    /** Whether JSON contains an escaped character such as {@code \}{@code u0041}. */
    static boolean hasUnicodeEscape(byte[] json) {
        for (int i = 1; i < json.length; i++) {
            if (json[i] == 'u' && json[i - 1] == '\\') {
                return true;
            }
        }
        return false;
    }
}
