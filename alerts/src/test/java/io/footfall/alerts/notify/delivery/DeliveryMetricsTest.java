package io.footfall.alerts.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.UnknownHostException;
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

class DeliveryMetricsTest {
    private static final PatternFormatter FORMAT = new PatternFormatter("%p %s");

    private final DeliveryMetrics metrics = new DeliveryMetrics(new SimpleMeterRegistry(), List.of());
    private final Logger logger = Logger.getLogger(DeliveryMetrics.class.getName());
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            lines.add(FORMAT.format(logged));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void collectLines() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopCollecting() {
        logger.removeHandler(handler);
    }

    @Test
    void aMailServerWhoseNameDoesNotResolveIsLoggedOnceUntilItCanBeNotified() {
        var unresolved =
                Outcome.Failed.of(new UnknownHostException("Failed to resolve 'mail.example'"), Duration.ofSeconds(15));
        attempt("oncall", unresolved);
        attempt("oncall", unresolved);
        attempt("oncall", new Outcome.Delivered());
        attempt("oncall", new Outcome.Delivered());
        attempt("oncall", unresolved);

        assertThat(lines)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("WARN", "oncall", "mail.example", "footfall.alerts.receivers.oncall"),
                        again -> assertThat(again).contains("INFO", "oncall can be notified again"),
                        second -> assertThat(second).contains("WARN"));
    }

    @Test
    void eachReceiverHasItsOwnLine() {
        attempt("oncall", new Outcome.Failed("timeout", "no answer in time"));
        attempt("chat", new Outcome.Refused("http_403", "the receiver answered 403"));

        assertThat(lines).hasSize(2);
    }

    private void attempt(String receiver, Outcome outcome) {
        metrics.attempted(receiver, Attempt.of(Instant.EPOCH, 1, outcome));
    }
}
