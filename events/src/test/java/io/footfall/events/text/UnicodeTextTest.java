package io.footfall.events.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "caf\u00E9", "\uD83D\uDE00", "a\uD83D\uDE00b\uD83D\uDE00"})
    void pairsOfSurrogatesAreWellFormed(String text) {
        assertThat(UnicodeText.isWellFormed(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83D", "\uD83Db", "\uDE00\uD83D", "\uD83D\uD83D\uDE00"})
    void halvesOfSurrogatesAreNot(String text) {
        assertThat(UnicodeText.isWellFormed(text)).isFalse();
    }
}
