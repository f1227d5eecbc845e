package io.footfall.events.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "news.example, news.example",
        "NEWS.Example, news.example",
        "my_shop.example, my_shop.example",
        "alert_manager, alert_manager",
        "müller.example, xn--mller-kva.example",
        "MÜLLER.example, xn--mller-kva.example",
        "mu\u0308ller.example, xn--mller-kva.example",
        "новости.example, xn--b1amnebsh.example",
        "新聞.example, xn--efvv70d.example",
        "xn--mller-kva.example, xn--mller-kva.example",
        "192.0.2.1, 192.0.2.1",
        "[2001:DB8::1], [2001:db8::1]"
    })
    void aNameIsWrittenAsBrowsersSendIt(String host, String ascii) {
        assertThat(HostName.ascii(host)).isEqualTo(ascii);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "*.news.example, a host name cannot contain '*' (U+002A)",
                "a b, a host name cannot contain ' ' (U+0020)",
                "news.example/, a host name cannot contain '/' (U+002F)",
                "a\tb, a host name cannot contain ' ' (U+0009)",
                "mü ller.example, a host name cannot contain ' ' (U+0020)",
                "straße.example, 'ß' has several notations in host names: write the name as xn--…",
                "[::1, a host name cannot contain '[' (U+005B)"
            })
    void aCharacterThatNoHostNameHasIsNamed(String host, String message) {
        assertThatThrownBy(() -> HostName.ascii(host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..ü", "\u202Eü"})
    void whatCannotBeAHostIsRefused(String host) {
        assertThatThrownBy(() -> HostName.ascii(host)).isInstanceOf(IllegalArgumentException.class);
    }
}
