package io.footfall.processor.clean;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Countries whose clicks are counted as traffic of the site. */
public record Market(Set<String> countries) {
    public Market {
        countries = countries.stream()
                .map(country -> country.strip().toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean contains(String country) {
        return countries.contains(country);
    }
}
