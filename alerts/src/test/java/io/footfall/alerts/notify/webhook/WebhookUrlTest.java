package io.footfall.alerts.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {
    private static final String SETTING = "footfall.alerts.receivers.x";

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example/x, https://hooks.example:443, /x",
        "HTTPS://hooks.example/x, https://hooks.example:443, /x",
        "' https://hooks.example', https://hooks.example:443, /",
        "https://hooks.example?a=b, https://hooks.example:443, /?a=b",
        "https://hooks.example:8443/x/é?q=ü, https://hooks.example:8443, /x/%C3%A9?q=%C3%BC",
        "http://localhost:1/x, http://localhost:1, /x",
        "http://127.0.0.1/x, http://127.0.0.1:80, /x",
        "http://[::1]:8080/, http://[::1]:8080, /",
        "https://alert_manager:9093/api/v2/alerts, https://alert_manager:9093, /api/v2/alerts",
        "https://_dmarc.my_shop.example/, https://_dmarc.my_shop.example:443, /",
        "https://müller.example/x, https://xn--mller-kva.example:443, /x",
        "https://xn--mller-kva.example/x, https://xn--mller-kva.example:443, /x",
        "https://新聞.example/, https://xn--efvv70d.example:443, /",
        "https://bot:pw@my_shop.example/x, https://my_shop.example:443, /x"
    })
    void httpsAndLoopbackAreAllowed(String text, String endpoint, String target) {
        var url = WebhookUrl.validated(SETTING, text, false);

        assertThat(url).hasToString(endpoint);
        assertThat(url.target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example/secret",
                "http://127.0.0.1.evil.example/secret",
                "http://localhost.evil.example/secret",
                "ftp://hooks.example/secret",
                "/secret",
                "file:///secret",
                "https:///secret",
                "https://",
                "https:secret",
                "secret",
                "",
                "https://hooks.example:port/secret",
                "https://hooks.example:99999/secret",
                "https://a:b@c@hooks.example/secret",
                "https://[hooks]/secret",
                "https://bot:pass#secret@hooks.example/"
            })
    void anythingElseIsRejectedWithoutRepeatingTheUrl(String url) {
        assertThatThrownBy(() -> WebhookUrl.validated(SETTING, url, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("footfall.alerts.receivers.x.url")
                .hasMessageNotContainingAny("secret", "pass");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://hooks example/secret   | has ' ' at position 14, which no URL has
                    https://hooks.example/{secret} | has '{' at position 23, which no URL has
                    https://hooks.example/100%     | has '%' at position 26, which no URL has
                    https://bot:p^w@hooks.example/ | has '^' at position 14, which no URL has
                    https://hooks.exa!mple/secret  | has '!' in its host name, which no host name has
                    https://hooks.exa~mple/secret  | has '~' in its host name, which no host name has
                    https://hooks.example/x#secret | has a '#', and what is behind it is not sent; in a password write %23
                    """)
    void theCharacterThatIsWrongIsNamed(String url, String message) {
        assertThatThrownBy(() -> WebhookUrl.validated(SETTING, url, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(SETTING + ".url " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hooks.internal/x", "http://alert_manager:9093/x", "http://müller.example/"})
    void plainHttpIsAllowedIfConfigured(String url) {
        assertThat(WebhookUrl.validated(SETTING, url, true).isEncrypted()).isFalse();
        assertThatThrownBy(() -> WebhookUrl.validated(SETTING, url, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(SETTING + ".allow-insecure");
    }
}
