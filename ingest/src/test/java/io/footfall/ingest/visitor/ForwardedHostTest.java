package io.footfall.ingest.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardedHostTest {
    @Test
    void theHostOfAProxyIsTheOneThatTheBrowserHasSeen() {
        assertThat(hosts(1, Map.of("Host", "backend:8080", "X-Forwarded-Host", "news.example:8443")))
                .containsExactly("news.example:8443", "backend:8080");
        assertThat(hosts(1, Map.of("Forwarded", "for=192.0.2.1; Host=\"news.example:8443\"; proto=https")))
                .containsExactly("news.example:8443");
        assertThat(hosts(1, Map.of("Forwarded", "host=[2001:db8::1]:8443"))).containsExactly("[2001:db8::1]:8443");
    }

    @Test
    void thePortOfAProxyIsAddedToTheHost() {
        assertThat(hosts(1, Map.of("Host", "news.example", "X-Forwarded-Port", "8443")))
                .containsExactly("news.example", "news.example:8443");
        assertThat(hosts(1, Map.of("Host", "[2001:db8::1]:8080", "X-Forwarded-Port", "8443")))
                .containsExactly("[2001:db8::1]:8080", "[2001:db8::1]:8443");
        assertThat(hosts(1, Map.of("Host", "news.example", "X-Forwarded-Port", "https")))
                .containsExactly("news.example");
    }

    @Test
    void aHostThatTheClientMayHaveForgedDoesNotCount() {
        assertThat(hosts(0, Map.of("Host", "news.example", "X-Forwarded-Host", "evil.example")))
                .isEmpty();
        assertThat(hosts(1, Map.of("X-Forwarded-Host", "evil.example, news.example")))
                .containsExactly("news.example");
        assertThat(hosts(1, Map.of("Forwarded", "host=evil.example, for=192.0.2.1")))
                .isEmpty();
    }

    @Test
    void ofTwoProxiesTheOuterOneCounts() {
        assertThat(hosts(2, Map.of("X-Forwarded-Host", "news.example, inner.example")))
                .containsExactly("news.example");
        assertThat(hosts(2, Map.of("X-Forwarded-Host", "news.example"))).containsExactly("news.example");
        assertThat(hosts(2, Map.of("Forwarded", "host=news.example, host=inner.example")))
                .containsExactly("news.example");
    }

    private static List<String> hosts(int trustedProxies, Map<String, String> headers) {
        return ForwardedHost.of(name -> headers.getOrDefault(name, ""), trustedProxies);
    }
}
