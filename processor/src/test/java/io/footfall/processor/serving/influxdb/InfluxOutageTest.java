package io.footfall.processor.serving.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InfluxOutageTest {
    private static final PatternFormatter FORMAT = new PatternFormatter("%p %s");
    private static final Object CLICKS = new Object();
    private static final Object WINDOWS = new Object();

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InfluxOutage outage =
            new InfluxOutage("http://ann:secret@influx.example:8086/", "footfall-v2", clock);
    private final List<String> messages = new ArrayList<>();
    private final Logger logger = Logger.getLogger(InfluxOutage.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            messages.add(FORMAT.format(logged));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    @Test
    void anOutageIsLoggedOnceAMinuteWithUrlBucketAndReason() {
        for (var second = 0; second < 100; second++) {
            outage.failed(CLICKS, 5_000, "400 The plain HTTP request was sent to HTTPS port");
            outage.failed(WINDOWS, 3, "400 The plain HTTP request was sent to HTTPS port");
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(messages).hasSize(2).allMatch(message -> message.startsWith("WARN"));
        assertThat(messages.get(1))
                .contains("http://influx.example:8086", "bucket footfall-v2", "sent to HTTPS port", "5003", "60 s")
                .doesNotContain("secret");
        assertThat(outage.seconds()).isEqualTo(100);
        assertThat(outage.points()).isEqualTo(5_003);
    }

    @Test
    void theAddressHasNoSecrets() {
        assertThat(outage.address()).isEqualTo("http://influx.example:8086");
        assertThat(new InfluxOutage("https://influx_db/a?token=b#c", "footfall", clock).address())
                .isEqualTo("https://influx_db");
    }

    @Test
    void theEndOfAnOutageIsLoggedWithItsLengthPointsAndReason() {
        outage.begun(CLICKS);
        clock.advance(Duration.ofSeconds(10)); // InfluxDB is frozen: no answer until the time-out
        outage.failed(CLICKS, 5, "timeout");
        outage.failed(WINDOWS, 3, "503 queue is full");
        clock.advance(Duration.ofSeconds(7));

        outage.ended(CLICKS);
        assertThat(messages).hasSize(1);
        outage.ended(WINDOWS);

        assertThat(messages)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("INFO")
                .contains(
                        "http://influx.example:8086",
                        "bucket footfall-v2",
                        "8 had waited",
                        "17 s",
                        "503 queue is full");
        assertThat(outage.seconds()).isZero();
        assertThat(outage.reason()).isEmpty();
    }

    @Test
    void aLongPauseIsLoggedOnceAMinuteToo() {
        outage.failed(CLICKS, 5, "429 wait");
        for (var second = 0; second < 299; second++) {
            outage.logIfDue();
            clock.advance(Duration.ofSeconds(1));
        }
        outage.ended(CLICKS);
        outage.logIfDue();

        assertThat(messages).hasSize(6);
    }

    @Test
    void theAgeOfTheOldestBatchGrowsWhetherAnAttemptHasFailedOrNot() {
        assertThat(outage.oldestSeconds()).isZero();
        outage.begun(CLICKS);
        clock.advance(Duration.ofSeconds(9));
        outage.begun(WINDOWS);
        outage.ended(WINDOWS);
        assertThat(outage.oldestSeconds()).isEqualTo(9);

        outage.failed(CLICKS, 5, "timeout");
        outage.recovered(CLICKS); // a part of it was stored
        clock.advance(Duration.ofSeconds(1));

        assertThat(outage.oldestSeconds()).isEqualTo(10);
        assertThat(outage.points()).isZero();
        outage.ended(CLICKS);
        assertThat(outage.oldestSeconds()).isZero();
    }

    @Test
    void theAgeOfTheOldestBatchIsTheMetricThatPrometheusAlertsOn() throws IOException {
        var registry = new SimpleMeterRegistry();
        outage.register(registry);
        outage.begun(CLICKS);
        clock.advance(Duration.ofMinutes(6));

        assertThat(registry.get("footfall.processor.points.oldest.seconds")
                        .gauge()
                        .value())
                .isEqualTo(360);
        assertThat(Files.readString(Path.of("..", "k8s", "overlays", "production", "monitoring.yaml")))
                .contains("max(footfall_processor_points_oldest_seconds) > 300");
    }

    @Test
    void manyShortOutagesAreLoggedOnceAMinute() {
        for (var second = 0; second < 59; second++) {
            outage.failed(CLICKS, 5, "429 wait");
            outage.ended(CLICKS);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(messages).hasSize(2);
    }
}
