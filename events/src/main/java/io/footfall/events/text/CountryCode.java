package io.footfall.events.text;

/** Recognises country codes as ISO 3166-1 alpha-2 writes them, in either case. */
public final class CountryCode {
    private CountryCode() {}

    /** Whether the text is two ASCII letters; whether such a country exists is not checked. */
    public static boolean isWellFormed(String text) {
        return text.length() == 2 && isLetter(text.charAt(0)) && isLetter(text.charAt(1));
    }

    private static boolean isLetter(char character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }
}
