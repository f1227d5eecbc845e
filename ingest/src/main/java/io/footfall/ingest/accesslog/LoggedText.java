package io.footfall.ingest.accesslog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.text.TextLimit;
import io.footfall.events.text.UnicodeText;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads untrusted text as web servers log it. The escapes of nginx and Apache ({@code \x22}, {@code \"}) are decoded,
 * except those of control characters, which stay as they are. Control characters that were not escaped are, then. What
 * is not UTF-8 becomes U+FFFD.
 */
final class LoggedText {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(ISO_8859_1);
    private static final int DELETE = 0x7f;
    /** Control characters beyond ASCII end before this one. */
    private static final int NO_BREAK_SPACE = 0xa0;

    /** What follows a backslash and stands for itself: of Apache, and the bracket of HAProxy. */
    private static final String ESCAPED = "\"\\]";

    private static final char REPLACEMENT = '\uFFFD';
    private static final int ESCAPE_LENGTH = 4;
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}(:[0-9]+)?");

    private LoggedText() {}

    static String decode(byte[] text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            // Bytes beyond ASCII are negative.
            if (text[i] < ' ' || text[i] == '\\' || text[i] == DELETE) {
                return decodeEscapes(text, begin, end);
            }
        }
        return new String(text, begin, end - begin, ISO_8859_1);
    }

    private static String decodeEscapes(byte[] text, int begin, int end) {
        var bytes = new ByteArrayOutputStream(end - begin);
        for (int i = begin; i < end; i++) {
            var character = text[i];
            if (character == '\\' && i + 1 < end && ESCAPED.indexOf(text[i + 1]) >= 0) {
                i++;
                bytes.write(text[i]);
            } else if (character == '\\' && isPrintableHex(text, i, end)) {
                bytes.write(hex(text, i));
                i += ESCAPE_LENGTH - 1;
            } else if ((character >= 0 && character < ' ') || character == DELETE) {
                escape(character, bytes);
            } else {
                bytes.write(character);
            }
        }
        return withoutControls(bytes.toString(UTF_8));
    }

    private static boolean isPrintableHex(byte[] text, int at, int end) {
        if (at + ESCAPE_LENGTH > end
                || text[at + 1] != 'x'
                || Character.digit(text[at + 2], 16) < 0
                || Character.digit(text[at + 3], 16) < 0) {
            return false;
        }
        var decoded = hex(text, at);
        return decoded >= ' ' && decoded != DELETE;
    }

    private static int hex(byte[] text, int at) {
        return 16 * Character.digit(text[at + 2], 16) + Character.digit(text[at + 3], 16);
    }

    private static void escape(byte character, ByteArrayOutputStream bytes) {
        bytes.write('\\');
        bytes.write('x');
        bytes.write(HEX[character >> 4]);
        bytes.write(HEX[character & 0xf]);
    }

    /** Text that JSON has decoded already. */
    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character < ' ' || (character >= DELETE && character < NO_BREAK_SPACE)) {
                return escapeControls(UnicodeText.wellFormed(text));
            }
            if (Character.isSurrogate(character)) {
                return escapeControls(UnicodeText.wellFormed(text));
            }
        }
        return text;
    }

    private static String escapeControls(String text) {
        var clean = new StringBuilder(text.length() + ESCAPE_LENGTH);
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character < ' ' || character == DELETE) {
                clean.append("\\x").append((char) HEX[character >> 4]).append((char) HEX[character & 0xf]);
            } else {
                clean.append(character);
            }
        }
        return withoutControls(clean.toString());
    }

    private static String withoutControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= DELETE && text.charAt(i) < NO_BREAK_SPACE) {
                return text.replaceAll("[\\x7f-\\x9f]", String.valueOf(REPLACEMENT));
            }
        }
        return text;
    }

    /** Null for what nginx logs of a proxy on the same machine. */
    static String address(String text) {
        return text.equals("unix:") ? null : text;
    }

    /** Like {@link #hostName}, and null for an address: in a format that was guessed it may be that of a client. */
    static String serverName(String text) {
        var isAddress = text.startsWith("[")
                || text.indexOf(':') != text.lastIndexOf(':')
                || IPV4.matcher(text).matches();
        return isAddress ? null : hostName(text);
    }

    /** In lower case and without the port; null for what nginx calls a server without a name. */
    static String hostName(String text) {
        var colon = text.indexOf(':', text.startsWith("[") ? Math.max(0, text.indexOf(']')) : 0);
        var name = colon < 0 ? text : text.substring(0, colon);
        return name.isEmpty() || name.equals("_")
                ? null
                : TextLimit.cut(name.toLowerCase(Locale.ROOT), LogField.HOST.longest());
    }
}
