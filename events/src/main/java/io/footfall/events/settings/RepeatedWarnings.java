package io.footfall.events.settings;

import io.quarkus.logging.LoggingFilter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Leaves one line a minute of each warning of Kafka's clients. They repeat a warning at every attempt, several times a
 * second: for as long as a topic does not exist yet, or a broker cannot be reached. Warnings that differ in numbers alone
 * are the same. Thread-safe.
 */
@LoggingFilter(name = "repeated-warnings")
public final class RepeatedWarnings implements Filter {
    private static final String KAFKA = "org.apache.kafka.";
    private static final PatternFormatter TEXT = new PatternFormatter("%c %s");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int MOST_TEXTS = 1_000;

    private final LongSupplier nanoTime;
    private final Map<String, Long> loggedAt = new HashMap<>();

    public RepeatedWarnings() {
        this(System::nanoTime);
    }

    RepeatedWarnings(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean isLoggable(LogRecord logged) {
        var logger = logged.getLoggerName();
        return logger == null
                || !logger.startsWith(KAFKA)
                || logged.getLevel().intValue() != Level.WARNING.intValue()
                || isNew(TEXT.format(logged));
    }

    private synchronized boolean isNew(String text) {
        var now = nanoTime.getAsLong();
        loggedAt.values().removeIf(at -> now - at >= INTERVAL.toNanos());
        if (loggedAt.size() >= MOST_TEXTS) {
            loggedAt.clear();
        }
        return loggedAt.putIfAbsent(NUMBER.matcher(text).replaceAll("0"), now) == null;
    }
}
