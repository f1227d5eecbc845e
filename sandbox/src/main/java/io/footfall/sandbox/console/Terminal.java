package io.footfall.sandbox.console;

/** Makes strangers' text safe for a terminal: in comes any text, out goes one line without control characters. */
public final class Terminal {
    private Terminal() {}

    /** Control and format characters become Java-style escapes; everything else stays as it is. */
    public static String safe(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(safe, character));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int character) {
        switch (character) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                if (isHarmless(character)) {
                    safe.appendCodePoint(character);
                } else {
                    safe.append(String.format("\\u{%x}", character));
                }
            }
        }
    }

    /** Format characters can turn the direction of a line, so that it reads as something else. */
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
