package io.footfall.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderLanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | de",
                "nl-BE,nl;q=0.9,en;q=0.8 | nl-BE",
                "en;q=0.3, fr;q=0.7 | fr",
                "*, de;q=0.5 | de",
                "de;q=0, fr;q=0.5 | fr",
                "'DE' | de"
            })
    void theLanguageWithTheHighestWeightIsPreferred(String header, String language) {
        assertThat(ReaderLanguage.of(header)).isEqualTo(Locale.forLanguageTag(language));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"en;q=5", "de;q=x", "de;q=-1", "*", "*;q=0.5", "", " ", ",", ";", "!!", "de_DE", "de;", "\u0000"
            })
    void aMalformedHeaderOrAnyLanguageIsEnglish(String header) {
        assertThat(ReaderLanguage.of(header)).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void noHeaderIsEnglish() {
        assertThat(ReaderLanguage.of(null)).isEqualTo(Locale.ENGLISH);
    }
}
