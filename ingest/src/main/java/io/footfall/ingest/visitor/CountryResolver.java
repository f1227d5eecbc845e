package io.footfall.ingest.visitor;

import io.footfall.events.text.CountryCode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Determines the country of a request, as ISO 3166-1 alpha-2 in upper case: the trusted proxy's header if it has one,
 * otherwise what the database has for the address, otherwise the default.
 */
public final class CountryResolver {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    /** In ISO 3166-1 a code for private use, which databases of addresses have for Kosovo. */
    private static final String KOSOVO = "XK";

    private final CountryDatabase database;
    private final String defaultCountry;

    /**
     * Loads the database.
     *
     * @param database a file in MaxMind's format, or null
     * @param defaultCountry for requests of unknown country, or null
     * @throws IllegalArgumentException if the file is missing, broken or without any country, or if the default is not
     *     a country; the message names the setting
     */
    public CountryResolver(Path database, String defaultCountry) {
        this.database = database == null ? null : CountryDatabase.open(database);
        this.defaultCountry = defaultCountry == null
                ? null
                : normalise(defaultCountry.strip())
                        .filter(code -> COUNTRIES.contains(code) || code.equals(KOSOVO))
                        .orElseThrow(() -> new IllegalArgumentException("footfall.ingest.default-country: '"
                                + defaultCountry + "' is not a country of ISO 3166-1: two letters such as BE or GB"));
    }

    /**
     * Empty if the country is unknown.
     *
     * @param proxyHeader value of a header that a trusted proxy sets, such as {@code CF-IPCountry}, or null
     * @param address the client's address, untrusted text
     */
    public Optional<String> resolve(String proxyHeader, String address) {
        return normalise(proxyHeader)
                .or(() -> database == null ? Optional.empty() : database.country(address))
                .or(() -> Optional.ofNullable(defaultCountry));
    }

    /** A country code in upper case; empty for {@code XX} and {@code ZZ}, which stand for an unknown country. */
    static Optional<String> normalise(String text) {
        if (text == null || !CountryCode.isWellFormed(text)) {
            return Optional.empty();
        }
        var code = text.toUpperCase(Locale.ROOT);
        return code.equals("XX") || code.equals("ZZ") ? Optional.empty() : Optional.of(code);
    }
}
