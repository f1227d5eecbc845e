package io.footfall.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SitesTest {
    private static final String HOST = "collect.example.org";
    private final Sites sites =
            new Sites(List.of("https://www.example.org", "http://localhost:8000", "HTTPS://Shop.example"));

    @Test
    void aConfiguredSiteMaySend() {
        assertThat(sites.allow("https://www.example.org", HOST)).isTrue();
        assertThat(sites.allow("http://localhost:8000", HOST)).isTrue();
        assertThat(sites.allow("https://shop.example", HOST)).isTrue();
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
    void anyOtherMayNot(String origin) {
        assertThat(sites.allow(origin, HOST)).isFalse();
        assertThat(sites.allow(origin, null)).isFalse();
    }

    @Test
    void aSiteMaySendToItselfWhereverItsTlsEnds() {
        var none = new Sites(List.of());

        assertThat(none.allow("https://" + HOST, HOST)).isTrue();
        assertThat(none.allow("http://localhost:8080", "localhost:8080")).isTrue();
        assertThat(none.allow("http://localhost:8000", "localhost:8080")).isFalse();
    }

    @Test
    void aProgramThatIsNoBrowserMaySend() {
        assertThat(new Sites(List.of()).allow(null, HOST)).isTrue();
    }

    @Test
    void everySiteMaySendWhereAStarSaysSo() {
        assertThat(new Sites(List.of("*")).allow("https://anything.example", HOST))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.example.org",
                "https://www.example.org/",
                "https://*.example.org",
                "ftp://x",
                "https://a b",
                ""
            })
    void whatIsNoOriginIsNamed(String site) {
        assertThatThrownBy(() -> new Sites(List.of(site)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("footfall.ingest.sites")
                .hasMessageContaining("'" + site + "'");
    }
}
