package io.footfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientRateTest {
    private final LoggedWarnings warnings = new LoggedWarnings(ClientRate.class);

    @AfterEach
    void stop() {
        warnings.close();
    }

    /** A proxy that sends no X-Forwarded-For shows in nothing else. */
    @Test
    void aClientThatIsLimitedMayBeAProxyWhichIsLoggedOnce() {
        exceed("0");

        assertThat(warnings.messages())
                .singleElement()
                .asString()
                .contains(
                        "429", "footfall.ingest.client-rate=100", "X-Forwarded-For", "footfall.ingest.trusted-proxies")
                .doesNotContain("192.0.2.1");
    }

    @Test
    void behindTrustedProxiesALimitedClientIsNone() {
        exceed("1");

        assertThat(warnings.messages()).isEmpty();
    }

    private static void exceed(String trustedProxies) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(IngestConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of("footfall.ingest.trusted-proxies", trustedProxies), "test", 100))
                .build()
                .getConfigMapping(IngestConfig.class);
        var rate = new ClientRate(config);
        var sender = new Sender(null, List.of(), false, "192.0.2.1");
        rate.charge(sender, config.clientBurst());
        for (var time = 0; time < 2; time++) {
            assertThatThrownBy(() -> rate.charge(sender, config.clientBurst())).isInstanceOf(RejectedRequest.class);
        }
    }
}
