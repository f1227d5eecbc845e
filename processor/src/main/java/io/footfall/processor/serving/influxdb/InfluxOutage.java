package io.footfall.processor.serving.influxdb;

import io.footfall.events.topics.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Knows which batches are being written, since when, and which of them wait because InfluxDB does not store them. It logs
 * when the first one begins to wait, once a minute after that, and when none waits any more. Thread-safe.
 */
@Singleton
public class InfluxOutage {
    private static final Logger LOG = Logger.getLogger(InfluxOutage.class);
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    private final String address;
    private final String bucket;
    private final Clock clock;
    private final Map<Object, Instant> begun = new HashMap<>();
    private final Map<Object, Integer> waiting = new HashMap<>();
    private Instant since;
    private Instant logged = Instant.MIN;
    private boolean isLogged;
    private String reason = "";
    private int mostPoints;
    private long storedWrites;

    @Inject
    InfluxOutage(InfluxConfig config, Topics topics, MeterRegistry registry) {
        this(config.url(), config.bucket() + topics.suffix(), Clock.systemUTC());
        register(registry);
    }

    InfluxOutage(String url, String bucket, Clock clock) {
        // Without user, password and path, which may be secret.
        this.address = url.replaceFirst("^(https?://)(?:[^/?#]*@)?([^/?#]*).*$", "$1$2");
        this.bucket = bucket;
        this.clock = clock;
    }

    /** Adds the metrics. */
    void register(MeterRegistry registry) {
        Gauge.builder("footfall.processor.points.oldest.seconds", this, InfluxOutage::oldestSeconds)
                .description("how long the oldest click or window that was read has not been stored; 0 if all are")
                .register(registry);
        Gauge.builder("footfall.processor.points.waiting", this, InfluxOutage::points)
                .description("points that wait because InfluxDB does not store them")
                .register(registry);
    }

    /** A batch is to be written. */
    synchronized void begun(Object batch) {
        begun.put(batch, clock.instant());
    }

    /** A batch was not stored, and waits for its next attempt. */
    synchronized void failed(Object batch, int points, String newReason) {
        var began = begun.getOrDefault(batch, clock.instant());
        since = since == null ? began : since;
        reason = newReason;
        waiting.put(batch, points);
        mostPoints = Math.max(mostPoints, points());
        logIfDue();
    }

    /** Batches may wait for longer than a minute without an attempt. */
    synchronized void logIfDue() {
        var now = clock.instant();
        if (!waiting.isEmpty() && !now.isBefore(logged.plus(LOG_INTERVAL))) {
            logged = now;
            isLogged = true;
            LOG.warnf(
                    "InfluxDB at %s does not store points in bucket %s: %s; %d points have waited for %d s"
                            + " (influxdb.url, influxdb.bucket)",
                    address, bucket, reason, points(), seconds());
        }
    }

    /** Points were stored, or dropped because they are too old, of this batch or of another one. */
    synchronized void stored() {
        storedWrites++;
    }

    /** Number of requests whose points, or some of them, were stored or were too old. */
    synchronized long storedWrites() {
        return storedWrites;
    }

    /** A batch has been written, or is given up. */
    synchronized void ended(Object batch) {
        begun.remove(batch);
        recovered(batch);
    }

    /** A batch waits no longer. */
    synchronized void recovered(Object batch) {
        waiting.remove(batch);
        if (waiting.isEmpty() && since != null) {
            if (isLogged) {
                LOG.infof(
                        "No points wait any more for InfluxDB at %s, bucket %s: %d had waited for up to %d s (%s)",
                        address, bucket, mostPoints, seconds(), reason);
            }
            isLogged = false;
            since = null;
            mostPoints = 0;
            reason = "";
        }
    }

    /** How long the oldest batch that was begun has not ended; 0 if there is none. */
    synchronized long oldestSeconds() {
        return begun.values().stream()
                .min(Comparator.naturalOrder())
                .map(began -> Duration.between(began, clock.instant()).toSeconds())
                .orElse(0L);
    }

    /** How long batches have been waiting without a gap; 0 if none waits. */
    synchronized long seconds() {
        return since == null ? 0 : Duration.between(since, clock.instant()).toSeconds();
    }

    /** Number of points that wait. */
    synchronized int points() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Why the last attempt failed; empty if no batch waits. */
    synchronized String reason() {
        return reason;
    }

    String address() {
        return address;
    }

    String bucket() {
        return bucket;
    }
}
