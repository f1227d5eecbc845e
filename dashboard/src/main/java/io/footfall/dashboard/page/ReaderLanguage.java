package io.footfall.dashboard.page;

import java.util.Locale;
import java.util.Locale.LanguageRange;

/** Reads {@code Accept-Language}. A page in another format of numbers is better than none, so no value is an error. */
public final class ReaderLanguage {
    private ReaderLanguage() {}

    /** The preferred language; English if any is accepted, or if the header is missing or malformed. */
    public static Locale of(String acceptLanguage) {
        if (acceptLanguage == null) {
            return Locale.ENGLISH;
        }
        try {
            return LanguageRange.parse(acceptLanguage).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .filter(locale -> !locale.getLanguage().isEmpty())
                    .findFirst()
                    .orElse(Locale.ENGLISH);
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }
}
