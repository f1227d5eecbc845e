package io.footfall.ingest.visitor;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The country that a request comes from, ISO 3166-1 alpha-2 in upper case: what a trusted proxy says, else
 * what the database says of the address, else the default. A source that does not know is passed over.
 */
public final class Country {
    private final CountryDatabase database;
    private final String byDefault;

    /**
     * Opens the database.
     *
     * @param database a file in MaxMind's format, or null
     * @param byDefault the country when nobody knows, or null
     * @throws IllegalArgumentException if the file is missing or broken or names no country, or the default is no
     *     country; the message names the setting
     */
    public Country(Path database, String byDefault) {
        this.database = database == null ? null : CountryDatabase.open(database);
        this.byDefault = byDefault == null
                ? null
                : code(byDefault)
                        .orElseThrow(() -> new IllegalArgumentException("footfall.ingest.default-country: '" + byDefault
                                + "' is not a country of two letters"));
    }

    /**
     * Finds the country.
     *
     * @param toldByProxy value of a header that a trusted proxy sets, such as {@code CF-IPCountry}, or null
     * @param address the client's address as text, possibly made up
     */
    public Optional<String> of(String toldByProxy, String address) {
        return code(toldByProxy)
                .or(() -> database == null ? Optional.empty() : database.country(address))
                .or(() -> Optional.ofNullable(byDefault));
    }

    /** Two ASCII letters, in upper case; {@code XX} and {@code ZZ} mean that it is not known. */
    static Optional<String> code(String text) {
        if (text == null || text.length() != 2 || !isLetter(text.charAt(0)) || !isLetter(text.charAt(1))) {
            return Optional.empty();
        }
        var code = text.toUpperCase(Locale.ROOT);
        return code.equals("XX") || code.equals("ZZ") ? Optional.empty() : Optional.of(code);
    }

    private static boolean isLetter(char character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }
}
