package io.footfall.processor.serving.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class InfluxReadinessTest {
    private static final Object BATCH = new Object();

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InfluxOutage outage = new InfluxOutage("http://influx.example:8086", "footfall-v2", clock);
    private final InfluxReadiness readiness = new InfluxReadiness(outage);

    @Test
    void anOutageIsShownAsDataAndTheServiceIsReady() {
        outage.begun(BATCH);
        clock.advance(Duration.ofSeconds(10));
        outage.failed(BATCH, 5, "401 unauthorized access");
        clock.advance(Duration.ofSeconds(90));

        var response = readiness.call();

        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData().orElseThrow())
                .containsEntry("url", "http://influx.example:8086")
                .containsEntry("bucket", "footfall-v2")
                .containsEntry("points_waiting", 5L)
                .containsEntry("oldest_seconds", 100L)
                .containsEntry("waiting_seconds", 100L)
                .containsEntry("reason", "401 unauthorized access");
    }

    @Test
    void withoutAnOutageThereIsNoReason() {
        assertThat(readiness.call().getData().orElseThrow())
                .containsEntry("points_waiting", 0L)
                .containsEntry("oldest_seconds", 0L)
                .doesNotContainKey("reason");
    }
}
