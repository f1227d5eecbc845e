package io.footfall.events.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountryCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"BE", "nl", "Gb"})
    void twoLettersAreWellFormed(String text) {
        assertThat(CountryCode.isWellFormed(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B", "BEL", "B1", "B ", "\u0412E"})
    void anythingElseIsNot(String text) {
        assertThat(CountryCode.isWellFormed(text)).isFalse();
    }
}
