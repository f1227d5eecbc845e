package io.footfall.processor.serving.influxdb;

import io.footfall.events.topics.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Knows which batches wait because InfluxDB does not store them, and since when. It logs when the first one begins to wait,
 * once a minute after that, and when none waits any more. Thread-safe.
 */
@Singleton
public class InfluxOutage {
    private static final Logger LOG = Logger.getLogger(InfluxOutage.class);
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    private final String address;
    private final String bucket;
    private final Clock clock;
    private final Map<Object, Integer> waiting = new HashMap<>();
    private Instant since;
    private Instant logged = Instant.MIN;
    private boolean isLogged;
    private String reason = "";
    private long storedWrites;

    @Inject
    InfluxOutage(InfluxConfig config, Topics topics, MeterRegistry registry) {
        this(config.url(), config.bucket() + topics.suffix(), Clock.systemUTC());
        Gauge.builder("footfall.processor.influxdb.outage.seconds", this, InfluxOutage::seconds)
                .description("how long points have been waiting because InfluxDB does not store them; 0 if none wait")
                .register(registry);
        Gauge.builder("footfall.processor.points.waiting", this, InfluxOutage::points)
                .description("points that wait because InfluxDB does not store them")
                .register(registry);
    }

    InfluxOutage(String url, String bucket, Clock clock) {
        // Without user, password and path, which may be secret.
        this.address = url.replaceFirst("^(https?://)(?:[^/?#]*@)?([^/?#]*).*$", "$1$2");
        this.bucket = bucket;
        this.clock = clock;
    }

    /** A batch was not stored, and waits for its next attempt. */
    synchronized void failed(Object batch, int points, String newReason) {
        var now = clock.instant();
        since = since == null ? now : since;
        reason = newReason;
        waiting.put(batch, points);
        if (!now.isBefore(logged.plus(LOG_INTERVAL))) {
            logged = now;
            isLogged = true;
            LOG.warnf(
                    "InfluxDB at %s does not store points in bucket %s: %s; %d points have waited for %d s"
                            + " (influxdb.url, influxdb.bucket)",
                    address, bucket, reason, points(), seconds());
        }
    }

    /** Points were stored, of this batch or of another one. */
    synchronized void stored() {
        storedWrites++;
    }

    /** Number of requests whose points, or some of them, were stored. */
    synchronized long storedWrites() {
        return storedWrites;
    }

    /** A batch waits no longer. */
    synchronized void ended(Object batch) {
        waiting.remove(batch);
        if (waiting.isEmpty() && since != null) {
            if (isLogged) {
                LOG.infof(
                        "No points wait for InfluxDB at %s, bucket %s, any more; it took %d s",
                        address, bucket, seconds());
            }
            isLogged = false;
            since = null;
            reason = "";
        }
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
