package io.footfall.ingest.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Whether text is what it claims to be. */
final class Text {
    private Text() {}

    /** UTF-8 without overlong forms and without surrogates, all the way. */
    static boolean isUtf8(byte[] bytes) {
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

    /** Free of NUL, and every surrogate with its other half. */
    static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether a body has any character written as {@code \}{@code u0041}. */
    static boolean hasUnicodeEscape(byte[] body) {
        for (int i = 1; i < body.length; i++) {
            if (body[i] == 'u' && body[i - 1] == '\\') {
                return true;
            }
        }
        return false;
    }
}
