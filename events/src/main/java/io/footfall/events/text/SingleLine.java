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
        var cut = text.length() <= maxLength ? text : TextLimit.cut(text, maxLength - ELLIPSIS.length()) + ELLIPSIS;
        return cut.codePoints()
                .map(character -> isSafe(character) ? character : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
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
