package io.footfall.events.text;

/**
 * Makes one short line of untrusted text: for summaries, log lines and mail subjects. Characters that break the line,
 * hide text or reverse its direction become spaces.
 */
public final class SingleLine {
    private static final String ELLIPSIS = "…";

    private SingleLine() {}

    /**
     * Replaces control, format and separator characters by spaces and cuts what is too long.
     *
     * @param maxLength maximum length of the result, in UTF-16 units
     */
    public static String of(String text, int maxLength) {
        var line = new StringBuilder(Math.min(text.length(), maxLength));
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int length = Character.charCount(character);
            if (line.length() + length > maxLength - ELLIPSIS.length() && i + length < text.length()) {
                return line.append(ELLIPSIS).toString();
            }
            line.appendCodePoint(isSafe(character) ? character : ' ');
            i += length;
        }
        return line.toString();
    }

    /** Whether a character neither breaks the line, nor hides text, nor reverses its direction. */
    public static boolean isSafe(int character) {
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
