package io.footfall.alerts.rules;

/** Makes one bounded line of a stranger's text, without characters that break, hide or reorder what surrounds it. */
public final class PlainLine {
    private static final String ELLIPSIS = "…";

    private PlainLine() {}

    /**
     * Control, format and separator characters become spaces; what is longer than {@code most} is cut.
     *
     * @param most length of the answer at most, in UTF-16 units
     */
    public static String of(String text, int most) {
        var line = new StringBuilder(Math.min(text.length(), most));
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int length = Character.charCount(character);
            if (line.length() + length > most - ELLIPSIS.length() && i + length < text.length()) {
                return line.append(ELLIPSIS).toString();
            }
            line.appendCodePoint(harmless(character) ? character : ' ');
            i += length;
        }
        return line.toString();
    }

    private static boolean harmless(int character) {
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
