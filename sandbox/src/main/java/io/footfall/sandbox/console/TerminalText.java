package io.footfall.sandbox.console;

import io.footfall.events.text.SingleLine;

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
                if (SingleLine.isSafe(character)) {
                    escaped.appendCodePoint(character);
                } else {
                    escaped.append(String.format("\\u{%x}", character));
                }
            }
        }
    }
}
