package io.footfall.events.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class RepeatedWarningsTest {
    private static final String CLIENT = "org.apache.kafka.clients.NetworkClient";

    private final AtomicLong now = new AtomicLong();
    private final RepeatedWarnings filter = new RepeatedWarnings(now::get);

    @Test
    void aWarningThatDiffersInNumbersAloneIsLoggedOnceAMinute() {
        assertThat(isLogged(CLIENT, Level.WARNING, "correlation id 7 : {clicks=UNKNOWN_TOPIC_OR_PARTITION}"))
                .isTrue();
        assertThat(isLogged(CLIENT, Level.WARNING, "correlation id 8 : {clicks=UNKNOWN_TOPIC_OR_PARTITION}"))
                .isFalse();

        now.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(isLogged(CLIENT, Level.WARNING, "correlation id 950 : {clicks=UNKNOWN_TOPIC_OR_PARTITION}"))
                .isTrue();
    }

    @Test
    void otherTextsAndLoggersAreLogged() {
        assertThat(isLogged(CLIENT, Level.WARNING, "1 : {clicks=UNKNOWN_TOPIC_OR_PARTITION}"))
                .isTrue();
        assertThat(isLogged(CLIENT, Level.WARNING, "1 : {alerts=UNKNOWN_TOPIC_OR_PARTITION}"))
                .isTrue();
        assertThat(isLogged(
                        "org.apache.kafka.clients.Metadata", Level.WARNING, "1 : {clicks=UNKNOWN_TOPIC_OR_PARTITION}"))
                .isTrue();
    }

    @Test
    void errorsAndWarningsOfOthersAreAllLogged() {
        for (var attempt = 0; attempt < 3; attempt++) {
            assertThat(isLogged(CLIENT, Level.SEVERE, "failed")).isTrue();
            assertThat(isLogged("io.footfall.ingest.TopicGate", Level.WARNING, "failed"))
                    .isTrue();
            assertThat(isLogged(null, Level.WARNING, "failed")).isTrue();
        }
    }

    @Test
    void itsMemoryIsBounded() {
        assertThat(isLogged(CLIENT, Level.WARNING, "first")).isTrue();
        for (var number = 0; number < 1_000; number++) {
            isLogged(CLIENT, Level.WARNING, "topic " + Character.toString('a' + number));
        }

        assertThat(isLogged(CLIENT, Level.WARNING, "first")).isTrue();
    }

    private boolean isLogged(String logger, Level level, String text) {
        var logged = new LogRecord(level, text);
        logged.setLoggerName(logger);
        return filter.isLoggable(logged);
    }
}
