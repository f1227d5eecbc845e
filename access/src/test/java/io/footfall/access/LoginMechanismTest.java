package io.footfall.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;

/** Which requests are redirected to the identity provider. */
class LoginMechanismTest {
    private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";

    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

    @Test
    void aPageThatAPersonOpensIsRedirected() {
        headers.add("Accept", PAGE);
        assertThat(LoginMechanism.opensPage(HttpMethod.GET, headers)).isTrue();

        headers.add("Sec-Fetch-Mode", "navigate");
        assertThat(LoginMechanism.opensPage(HttpMethod.GET, headers)).isTrue();
    }

    @Test
    void aScriptIsNotRedirectedWhateverItAccepts() {
        headers.add("Accept", PAGE).add("Sec-Fetch-Mode", "cors");

        assertThat(LoginMechanism.opensPage(HttpMethod.GET, headers)).isFalse();
    }

    @Test
    void neitherAStreamNorAProgramIsRedirected() {
        assertThat(LoginMechanism.opensPage(HttpMethod.GET, headers)).isFalse();

        headers.add("Accept", "text/event-stream");
        assertThat(LoginMechanism.opensPage(HttpMethod.GET, headers)).isFalse();
    }

    @Test
    void neitherAPostNorARequestWithCredentialsIsRedirected() {
        headers.add("Accept", PAGE);
        assertThat(LoginMechanism.opensPage(HttpMethod.POST, headers)).isFalse();

        headers.add("Authorization", "Bearer expired");
        assertThat(LoginMechanism.opensPage(HttpMethod.GET, headers)).isFalse();
    }
}
