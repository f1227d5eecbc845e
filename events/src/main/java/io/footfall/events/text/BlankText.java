package io.footfall.events.text;

/**
 * Recognises text in which nobody can see anything: empty, or only white space and characters that are invisible, such as
 * a zero-width space or a direction mark. Shown as it is, it would be an empty row.
 */
public final class BlankText {
    /** U+E0000 to U+E0FFF: tags and selectors, also those that are not assigned yet. New emoji may be unassigned as well. */
    private static final int INVISIBLE_PLANE = 0xE0;

    private BlankText() {}

    /** Whether the text has no visible character. */
    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (isVisible(character)) {
                return false;
            }
            i += Character.charCount(character);
        }
        return true;
    }

    /** The text, or the replacement if the text is blank. */
    public static String orElse(String text, String replacement) {
        return isBlank(text) ? replacement : text;
    }

    private static boolean isVisible(int character) {
        if (character > ' ' && character < 0x7F) {
            return true;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> !isBlankLetter(character) && character >>> 12 != INVISIBLE_PLANE;
        };
    }

    /** Letters and symbols without a shape: fillers of Hangul, and the empty pattern of Braille. */
    private static boolean isBlankLetter(int character) {
        return character == 0x115F
                || character == 0x1160
                || character == 0x2800
                || character == 0x3164
                || character == 0xFFA0;
    }
}
