package io.footfall.events.text;

/**
 * Cuts text without damage. The result never ends within a surrogate pair, and as far as possible not within a character
 * that is written as several: a letter with combining marks, or emoji that are joined to one. Everything that cuts text
 * uses it.
 */
public final class TextLimit {
    private static final int JOINER = 0x200D;
    /** How far back a cut moves at most, so that text of nothing but marks is cut as well. */
    private static final int MAX_STEPS_BACK = 16;

    private TextLimit() {}

    /**
     * The beginning of a text.
     *
     * @param maxChars maximum length of the result, in UTF-16 units
     */
    public static String cut(String text, int maxChars) {
        return text.length() <= maxChars ? text : text.substring(0, end(text, maxChars));
    }

    private static int end(String text, int maxChars) {
        int end = maxChars;
        for (int step = 0; step < MAX_STEPS_BACK && end > 0; step++) {
            if (isBetweenCharacters(text, end)) {
                return end;
            }
            end--;
        }
        return endsInPair(text, maxChars) ? maxChars - 1 : maxChars;
    }

    private static boolean isBetweenCharacters(String text, int end) {
        return !endsInPair(text, end) && !continues(text.codePointAt(end)) && text.codePointBefore(end) != JOINER;
    }

    /** Also true of half a pair at the end, which may have lost its other half in an earlier cut. */
    private static boolean endsInPair(String text, int end) {
        return end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    }

    /** Whether a character belongs to the one before it: variation selectors and skin tones do, too. */
    private static boolean continues(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> character == JOINER || (character >= 0x1F3FB && character <= 0x1F3FF);
        };
    }
}
