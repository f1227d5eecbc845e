package io.footfall.events.text;

/** Recognises text that cannot be written in UTF-8. */
public final class UnicodeText {
    private UnicodeText() {}

    /** Whether every surrogate has its other half. */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
