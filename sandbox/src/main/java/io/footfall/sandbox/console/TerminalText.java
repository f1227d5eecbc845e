package io.footfall.sandbox.console;

/** Escapes untrusted text, so that it cannot control the terminal. */
public final class TerminalText {
    private TerminalText() {}

    /** Replaces control and format characters, also line breaks, with Java-style escapes. */
    public static String escape(String text) {
        var escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(escaped, character));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int character) {
        switch (character) {
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            default -> {
                if (isHarmless(character)) {
                    escaped.appendCodePoint(character);
                } else {
                    escaped.append(String.format("\\u{%x}", character));
                }
            }
        }
    }

    /** Format characters are not: some reverse the direction of text. */
    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
