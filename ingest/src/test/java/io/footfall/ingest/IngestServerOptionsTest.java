package io.footfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpServerOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestServerOptionsTest {
    private static final int PORT = 8_080;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void aClientHasItsShareOfConnectionsAndNoMore() throws UnknownHostException {
        var options = options(Map.of());
        var first = options.accept(address("192.0.2.1"), PORT);

        assertThat(first).isPresent();
        assertThat(options.accept(address("192.0.2.1"), PORT)).isPresent();
        assertThat(options.accept(address("192.0.2.1"), PORT)).isEmpty();
        assertThat(options.accept(address("192.0.2.2"), PORT)).isPresent();
        assertThat(registry.counter("footfall.ingest.requests.refused", "reason", "connections")
                        .count())
                .isEqualTo(1);

        first.orElseThrow().run();
        assertThat(options.accept(address("192.0.2.1"), PORT)).isPresent();
    }

    @Test
    void allAddressesOfAnIpv6NetworkAreOneClient() throws UnknownHostException {
        var options = options(Map.of());
        options.accept(address("2001:db8:1:2::1"), PORT);
        options.accept(address("2001:db8:1:2:ffff::9"), PORT);

        assertThat(options.accept(address("2001:db8:1:2:3::4"), PORT)).isEmpty();
        assertThat(options.accept(address("2001:db8:1:3::1"), PORT)).isPresent();
    }

    @Test
    void trustedSendersAndProxiesHaveAnyNumber() throws UnknownHostException {
        var trusted = options(Map.of("footfall.ingest.trusted-senders", "192.0.2.0/24"));
        var behindProxy = options(Map.of("footfall.ingest.trusted-proxies", "1"));
        for (int connection = 0; connection < 10; connection++) {
            assertThat(trusted.accept(address("192.0.2.1"), PORT)).isPresent();
            assertThat(behindProxy.accept(address("192.0.2.1"), PORT)).isPresent();
        }
    }

    @Test
    void probesOnAnotherPortAreNeverRefused() throws UnknownHostException {
        var options = options(Map.of());
        for (int connection = 0; connection < 10; connection++) {
            assertThat(options.accept(address("192.0.2.1"), 8_090)).isPresent();
        }
    }

    private IngestServerOptions options(Map<String, String> other) {
        var settings = new HashMap<>(other);
        settings.put("footfall.ingest.client-connections", "2");
        var config = new SmallRyeConfigBuilder()
                .withMapping(IngestConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(IngestConfig.class);
        var options = new IngestServerOptions(config, new IngestMetrics(registry));
        options.customizeHttpServer(new HttpServerOptions().setPort(PORT));
        return options;
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
