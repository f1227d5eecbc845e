package io.footfall.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream without changes is never silent for so long that a proxy takes it for idle. */
@QuarkusTest
@TestProfile(HeartbeatTest.SeldomUpdates.class)
class HeartbeatTest {
    private static final int PRIORITY = 200;

    public static final class SeldomUpdates implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "footfall.dashboard.update-interval", "10m",
                    "footfall.dashboard.heartbeat-interval", "1s");
        }
    }

    @TestHTTPResource("/stream")
    URL stream;

    @Test
    void heartbeatsComeHoweverSeldomUpdatesAre() throws IOException {
        var connection = stream.openConnection();
        connection.setReadTimeout(5_000); // longest silence
        var beats = 0;
        try (var lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8))) {
            while (beats < 3) {
                beats += lines.readLine().equals("event: beat") ? 1 : 0;
            }
        }

        assertThat(beats).isEqualTo(3);
    }

    /** Idle timeouts that balancers and proxies have by default. */
    @ParameterizedTest
    @CsvSource({
        "AWS Application Load Balancer, 60",
        "nginx proxy_read_timeout, 60",
        "HAProxy timeout server of its guide, 50",
        "Heroku router, 55",
        "Azure Application Gateway, 20"
    })
    void byDefaultHeartbeatsAreMoreFrequentThanIdleTimeouts(String proxy, int seconds) {
        var config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, PRIORITY, new DurationConverter())
                .withMapping(DashboardConfig.class)
                .build()
                .getConfigMapping(DashboardConfig.class);

        assertThat(longestSilence(config)).as(proxy).isLessThan(Duration.ofSeconds(seconds));
        assertThat(longestSilence(config)).as("the service's own").isLessThan(config.resumeWindow());
    }

    private static Duration longestSilence(DashboardConfig config) {
        return config.heartbeatInterval().plus(config.heartbeatInterval().dividedBy(5));
    }
}
