package io.footfall.ingest.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/** Checks bytes of text in UTF-8. */
final class Utf8 {
    private Utf8() {}

    /** The text without the byte order mark that some programs write before it. */
    static byte[] withoutMark(byte[] text) {
        var hasMark = text.length >= 3 && text[0] == (byte) 0xef && text[1] == (byte) 0xbb && text[2] == (byte) 0xbf;
        return hasMark ? Arrays.copyOfRange(text, 3, text.length) : text;
    }

    /** Whether the text begins with the byte order mark of UTF-16. */
    static boolean isUtf16(byte[] text) {
        return text.length >= 2
                && ((text[0] == (byte) 0xfe && text[1] == (byte) 0xff)
                        || (text[0] == (byte) 0xff && text[1] == (byte) 0xfe));
    }

    /** Whether the bytes are UTF-8, without overlong forms and without surrogates. */
    static boolean isValid(byte[] bytes) {
        if (isAscii(bytes)) {
            return true;
        }
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isAscii(byte[] bytes) {
        int all = 0;
        for (byte one : bytes) {
            all |= one;
        }
        return all >= 0;
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
