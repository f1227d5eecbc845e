package io.footfall.processor.serving.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testing.MutableClock;
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
    void theEndOfAnOutageIsLogged() {
        outage.failed(CLICKS, 5, "503 wait");
        outage.failed(WINDOWS, 3, "503 wait");
        clock.advance(Duration.ofSeconds(7));

        outage.ended(CLICKS);
        assertThat(messages).hasSize(1);
        outage.ended(WINDOWS);

        assertThat(messages).hasSize(2).last().asString().startsWith("INFO").contains("7 s");
        assertThat(outage.seconds()).isZero();
        assertThat(outage.reason()).isEmpty();
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
