package io.footfall.processor.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.text.Normalizer;
import java.util.HexFormat;

/**
 * Writes text of a URL in its normal form (RFC 3986): what need not be encoded is decoded, everything else has upper-case
 * digits. Letters beyond ASCII are composed (NFC) and encoded as UTF-8, however they were written.
 */
final class PercentEncoding {
    private static final int TRIPLE = 3;
    private static final int ASCII = 0x80;
    private static final String UNRESERVED_MARKS = "-._~";
    /** Not allowed in URLs; browsers encode most of them. */
    private static final String EXCLUDED = "\"<>^`{|}";

    private static final char REPLACEMENT = '\uFFFD';
    private static final char FIRST_MARK = '\u0300';
    /** Of one letter, as in Unicode's Stream-Safe Text Format. */
    private static final int MAX_MARKS = 30;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String text;
    private final StringBuilder result;
    /** Characters since the last encoded one that stays, which are composed together. */
    private final StringBuilder decoded = new StringBuilder();

    private int at;

    private PercentEncoding(String text) {
        this.text = text;
        this.result = new StringBuilder(text.length() + 16);
    }

    static String normalize(String text) {
        return isNormal(text) ? text : new PercentEncoding(text).normalized();
    }

    private static boolean isNormal(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%' || mustBeEncoded(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private String normalized() {
        while (at < text.length()) {
            var octet = octet(at);
            if (text.charAt(at) != '%') {
                decoded.append(text.charAt(at++));
            } else if (octet >= ASCII) {
                readBeyondAscii();
            } else if (octet >= 0 && isUnreserved((char) octet)) {
                decoded.append((char) octet);
                at += TRIPLE;
            } else {
                flush();
                encode(octet < 0 ? '%' : octet);
                at += octet < 0 ? 1 : TRIPLE;
            }
        }
        flush();
        return result.toString();
    }

    /** Reads the octets up to the next that is ASCII. They stay encoded unless all of them are UTF-8. */
    private void readBeyondAscii() {
        var octets = new ByteArrayOutputStream();
        for (var octet = octet(at); octet >= ASCII; octet = octet(at)) {
            octets.write(octet);
            at += TRIPLE;
        }
        var characters = octets.toString(UTF_8);
        if (characters.indexOf(REPLACEMENT) < 0) {
            decoded.append(characters);
        } else {
            flush();
            encode(octets.toByteArray());
        }
    }

    /** The octet that is encoded at an index, or -1 if none is. */
    private int octet(int index) {
        if (index + TRIPLE > text.length() || text.charAt(index) != '%') {
            return -1;
        }
        var high = Character.digit(text.charAt(index + 1), 16);
        var low = Character.digit(text.charAt(index + 2), 16);
        var isAscii = text.charAt(index + 1) < ASCII && text.charAt(index + 2) < ASCII;
        return high < 0 || low < 0 || !isAscii ? -1 : high << 4 | low;
    }

    private void flush() {
        composed().codePoints().forEach(character -> {
            if (mustBeEncoded(character)) {
                encode(Character.toString(character).getBytes(UTF_8));
            } else {
                result.append((char) character);
            }
        });
        decoded.setLength(0);
    }

    private CharSequence composed() {
        return hasManyMarks() ? decoded : Normalizer.normalize(decoded, Normalizer.Form.NFC);
    }

    /** No language has so many; sorting thousands would take seconds. */
    private boolean hasManyMarks() {
        var marks = 0;
        for (var i = 0; i < decoded.length() && marks <= MAX_MARKS; i++) {
            marks = isMark(decoded.charAt(i)) ? marks + 1 : 0;
        }
        return marks > MAX_MARKS;
    }

    /** Half a surrogate pair counts as well, because there are marks beyond the first plane. */
    private static boolean isMark(char character) {
        return character >= FIRST_MARK
                && switch (Character.getType(character)) {
                    case Character.NON_SPACING_MARK,
                            Character.ENCLOSING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.SURROGATE -> true;
                    default -> false;
                };
    }

    private void encode(byte[] octets) {
        for (var octet : octets) {
            encode(octet & 0xff);
        }
    }

    private void encode(int octet) {
        result.append('%').append(HEX.toHexDigits((byte) octet));
    }

    private static boolean mustBeEncoded(int character) {
        return character <= ' ' || character >= ASCII - 1 || EXCLUDED.indexOf(character) >= 0;
    }

    private static boolean isUnreserved(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || UNRESERVED_MARKS.indexOf(character) >= 0;
    }
}
