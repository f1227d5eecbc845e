package io.footfall.events.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeTextTest {
    @ParameterizedTest
    @CsvSource({
        "plain, 5, plain",
        "plain, 3, pla",
        "caf\u00E9, 5, caf\u00E9",
        "caf\u00E9, 4, caf",
        "ab\uD83D\uDE00, 6, ab\uD83D\uDE00",
        "ab\uD83D\uDE00, 5, ab",
        "ab\uD83D\uDE00, 4, ab",
        "ab\uD83D\uDE00, 3, ab",
        "\u20ACuro, 2, ''",
    })
    void theBeginningHasWholeCharacters(String text, int maxBytes, String beginning) {
        assertThat(new String(UnicodeText.beginning(text, maxBytes), UTF_8)).isEqualTo(beginning);
    }

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

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "a\uD83D\uDE00b, a\uD83D\uDE00b",
        "\uD83D, \uFFFD",
        "a\uDE00b, a\uFFFDb",
        "\uD83D\uD83D\uDE00, \uFFFD\uD83D\uDE00",
        "\uDE00\uD83D, \uFFFD\uFFFD",
    })
    void singleSurrogatesAreReplaced(String text, String wellFormed) {
        assertThat(UnicodeText.wellFormed(text)).isEqualTo(wellFormed);
    }

    @Property
    void replacedTextIsWellFormedAndReplacedOnce(@ForAll String text) {
        var wellFormed = UnicodeText.wellFormed(text);

        assertThat(wellFormed).matches(UnicodeText::isWellFormed).hasSameSizeAs(text);
        assertThat(UnicodeText.wellFormed(wellFormed)).isSameAs(wellFormed);
    }
}
