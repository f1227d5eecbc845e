package io.footfall.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {
    private static final String HOST = "collect.example.org";
    private final AllowedOrigins origins =
            new AllowedOrigins(List.of("https://www.example.org", "http://localhost:8000", "HTTPS://Shop.example"));

    @Test
    void aConfiguredSiteIsAllowed() {
        assertThat(origins.allow("https://www.example.org", HOST)).isTrue();
        assertThat(origins.allow("http://localhost:8000", HOST)).isTrue();
        assertThat(origins.allow("https://shop.example", HOST)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://www.example.org",
                "https://www.example.org.evil.example",
                "https://www.example.org:8443",
                "https://example.org",
                "null",
                "",
                "://",
                "https://"
            })
    void anyOtherSiteIsNot(String origin) {
        assertThat(origins.allow(origin, HOST)).isFalse();
        assertThat(origins.allow(origin, null)).isFalse();
    }

    @Test
    void aSiteMaySendToItsOwnHostEvenIfAProxyTerminatesTls() {
        var none = new AllowedOrigins(List.of());

        assertThat(none.allow("https://" + HOST, HOST)).isTrue();
        assertThat(none.allow("http://localhost:8080", "localhost:8080")).isTrue();
        assertThat(none.allow("http://localhost:8000", "localhost:8080")).isFalse();
    }

    @Test
    void theDefaultPortOfASchemeMakesNoDifference() {
        var withPorts = new AllowedOrigins(List.of("https://www.example.org:443", "http://www.example.org:80"));

        assertThat(withPorts.allow("https://www.example.org", HOST)).isTrue();
        assertThat(withPorts.allow("http://www.example.org", HOST)).isTrue();
        assertThat(withPorts.allow("https://www.example.org:80", HOST)).isFalse();
        assertThat(withPorts.allow("https://www.example.org:8443", HOST)).isFalse();
        assertThat(origins.allow("https://www.example.org:443", HOST)).isTrue();
    }

    @Test
    void aRequestWithoutAnOriginIsAllowed() {
        assertThat(new AllowedOrigins(List.of()).allow(null, HOST)).isTrue();
    }

    @Test
    void aStarAllowsEverySite() {
        assertThat(new AllowedOrigins(List.of("*")).allow("https://anything.example", HOST))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.example.org",
                "https://www.example.org/",
                "https://*.example.org",
                "ftp://x",
                "https://www.example.org:65536",
                "https://müller.example",
                "https://[::1]:99999",
                "https://a b",
                ""
            })
    void anInvalidOriginIsNamedInTheMessage(String site) {
        assertThatThrownBy(() -> new AllowedOrigins(List.of(site)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("footfall.ingest.sites")
                .hasMessageContaining("'" + site + "'");
    }
}
