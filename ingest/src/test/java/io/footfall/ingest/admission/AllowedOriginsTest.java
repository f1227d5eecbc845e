package io.footfall.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {
    private static final String HOST = "collect.example.org";
    private final AllowedOrigins origins =
            new AllowedOrigins(List.of("https://www.example.org", "http://localhost:8000", "HTTPS://Shop.example"));

    @Test
    void aConfiguredSiteIsAllowed() {
        assertThat(allow(origins, "https://www.example.org", HOST)).isTrue();
        assertThat(allow(origins, "http://localhost:8000", HOST)).isTrue();
        assertThat(allow(origins, "https://shop.example", HOST)).isTrue();
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
        assertThat(allow(origins, origin, HOST)).isFalse();
        assertThat(allow(origins, origin, null)).isFalse();
    }

    @Test
    void aSiteMaySendToItsOwnHostEvenIfAProxyTerminatesTls() {
        var none = new AllowedOrigins(List.of());

        assertThat(allow(none, "https://" + HOST, HOST)).isTrue();
        assertThat(allow(none, "http://localhost:8080", "localhost:8080")).isTrue();
        assertThat(allow(none, "http://localhost:8000", "localhost:8080")).isFalse();
    }

    @Test
    void theDefaultPortOfASchemeMakesNoDifference() {
        var withPorts = new AllowedOrigins(List.of("https://www.example.org:443", "http://www.example.org:80"));

        assertThat(allow(withPorts, "https://www.example.org", HOST)).isTrue();
        assertThat(allow(withPorts, "http://www.example.org", HOST)).isTrue();
        assertThat(allow(withPorts, "https://www.example.org:80", HOST)).isFalse();
        assertThat(allow(withPorts, "https://www.example.org:8443", HOST)).isFalse();
        assertThat(allow(origins, "https://www.example.org:443", HOST)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://news.example, news.example:443",
        "https://news.example, news.example:80",
        "http://news.example, news.example:80",
        "https://NEWS.example:443, news.example",
        "https://[2001:db8::1], [2001:db8::1]:443",
        "https://news.example:8443, news.example:8443"
    })
    void aProxyMayAddOrLeaveOutThePortThatASchemeHasAnyway(String origin, String host) {
        assertThat(AllowedOrigins.isSame(origin, host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://news.example, news.example:8443",
        "https://news.example:8443, news.example",
        "https://news.example, xnews.example",
        "https://news.example, news.example:4430",
        "null, null"
    })
    void anyOtherPortOrHostIsAnotherSite(String origin, String host) {
        assertThat(AllowedOrigins.isSame(origin, host)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://my_shop.example, https://my_shop.example",
        "https://müller.example, https://xn--mller-kva.example",
        "http://MÜLLER.example:8080, http://xn--mller-kva.example:8080",
        "https://news_2.intern:443, https://news_2.intern"
    })
    void aSiteMayHaveAnUnderscoreOrLettersOfAnyLanguage(String site, String origin) {
        assertThat(new AllowedOrigins(List.of(site)).contains(origin)).isTrue();
    }

    @Test
    void aStarAllowsEverySite() {
        assertThat(allow(new AllowedOrigins(List.of("*")), "https://anything.example", HOST))
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
                "https://[::1]:99999",
                "https://a b",
                "https://straße.example",
                ""
            })
    void anInvalidOriginIsNamedInTheMessage(String site) {
        assertThatThrownBy(() -> new AllowedOrigins(List.of(site)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("footfall.ingest.sites")
                .hasMessageContaining("'" + site + "'");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "https://*.example.org, cannot contain '*' (U+002A)",
                "https://a b, cannot contain ' ' (U+0020)",
                "https://www.example.org/, cannot contain '/' (U+002F)",
                "www.example.org, does not begin with https:// or http://",
                "https://[::1]:99999, the largest port is 65535"
            })
    void theMessageNamesWhatIsWrong(String site, String problem) {
        assertThatThrownBy(() -> new AllowedOrigins(List.of(site))).hasMessageContaining(problem);
    }

    private static boolean allow(AllowedOrigins origins, String origin, String host) {
        return origins.contains(origin) || AllowedOrigins.isSame(origin, host);
    }
}
