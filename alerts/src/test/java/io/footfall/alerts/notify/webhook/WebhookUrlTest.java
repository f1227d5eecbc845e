package io.footfall.alerts.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example/x",
                "HTTPS://hooks.example/x",
                "http://localhost:1/x",
                "http://127.0.0.1/x",
                "http://[::1]:8080/"
            })
    void httpsAndLoopbackAreAllowed(String url) {
        assertThat(WebhookUrl.validated("footfall.alerts.receivers.x", url, false))
                .hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example/secret",
                "http://127.0.0.1.evil.example/secret",
                "http://localhost.evil.example/secret",
                "ftp://hooks.example/secret",
                "/secret",
                "file:///secret"
            })
    void anythingElseIsRejectedWithoutRepeatingTheUrl(String url) {
        assertThatThrownBy(() -> WebhookUrl.validated("footfall.alerts.receivers.x", url, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("footfall.alerts.receivers.x.url")
                .hasMessageNotContaining("secret");
    }

    @Test
    void plainHttpIsAllowedIfConfigured() {
        var url = "http://hooks.internal/x";

        assertThat(WebhookUrl.validated("footfall.alerts.receivers.x", url, true))
                .hasToString(url);
    }
}
