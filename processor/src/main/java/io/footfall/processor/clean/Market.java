package io.footfall.processor.clean;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The countries whose visitors the site is made for. */
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
