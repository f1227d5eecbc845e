package io.footfall.processor.serving.influxdb;

import io.footfall.events.topics.Topics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * How long the bucket keeps points. InfluxDB is asked before the first point is written and every five minutes after that.
 * A token that may only write gets no answer; then InfluxDB says it when it drops points, and that is believed until the
 * next question. Thread-safe.
 */
@Singleton
public class BucketRetention {
    private static final Logger LOG = Logger.getLogger(BucketRetention.class);
    private static final Duration ASK_INTERVAL = Duration.ofMinutes(5);
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(10);
    /** The clocks of this host and of InfluxDB may differ. About points within the margin InfluxDB itself decides. */
    private static final Duration MARGIN = Duration.ofHours(1);

    /** No bucket that keeps points for a limited time has a longer one; nanoseconds since 1970 do not reach further. */
    private static final Duration LONGEST = Duration.ofDays(200 * 365);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Supplier<Optional<Duration>> bucket;
    private final String name;
    private final Clock clock;
    private final AtomicReference<Instant> askAt = new AtomicReference<>(Instant.MIN);
    private volatile Optional<Duration> retention = Optional.empty();
    private long expired;
    private Instant logAt = Instant.MIN;

    @Inject
    BucketRetention(InfluxStore store, InfluxConfig config, Topics topics) {
        this(store::retention, config.bucket() + topics.suffix(), Clock.systemUTC());
    }

    /** @param bucket asks InfluxDB, and blocks until it has answered; empty if it keeps points for ever, or does not say */
    BucketRetention(Supplier<Optional<Duration>> bucket, String name, Clock clock) {
        this.bucket = bucket;
        this.name = name;
        this.clock = clock;
    }

    /** Whether it is time to {@link #ask}. Only one caller is asked to do it; the others go on with what is known. */
    boolean isDue() {
        var due = askAt.get();
        var now = clock.instant();
        return !now.isBefore(due) && askAt.compareAndSet(due, now.plus(ASK_INTERVAL));
    }

    /** Asks InfluxDB. Blocks. What is known stays if the question fails. */
    void ask() {
        try {
            retention = bucket.get().filter(BucketRetention::isPossible);
        } catch (RuntimeException e) {
            // Points are written all the same, and their answers say what is wrong.
            LOG.debugf(e, "InfluxDB does not say how long bucket %s keeps points (influxdb.url)", name);
        }
    }

    /** The points of a batch without those that are surely older than the bucket keeps, which expire. */
    List<? extends PointEntry> withoutExpired(List<? extends PointEntry> batch) {
        var oldest = oldestKept();
        if (batch.stream().noneMatch(entry -> entry.time() < oldest)) {
            return batch;
        }
        var kept = new ArrayList<PointEntry>();
        batch.forEach(entry -> {
            if (entry.time() < oldest) {
                entry.expire();
            } else {
                kept.add(entry);
            }
        });
        expired(batch.size() - kept.size());
        return kept;
    }

    /** Points before this time, in nanoseconds, are surely not kept. */
    private long oldestKept() {
        return retention
                .map(duration -> clock.instant().minus(duration).minus(MARGIN).toEpochMilli() * NANOS_PER_MILLI)
                .orElse(Long.MIN_VALUE);
    }

    /** InfluxDB has dropped points of a batch. These are its oldest, because the bucket keeps what is newer than a time. */
    void dropped(List<? extends PointEntry> batch, WriteOutcome.Expired answer) {
        var answered = answer.retention().filter(BucketRetention::isPossible);
        if (answered.isPresent()) {
            retention = answered;
        }
        var oldest = batch.stream()
                .sorted(Comparator.comparingLong(PointEntry::time))
                .limit(answer.dropped())
                .toList();
        oldest.forEach(PointEntry::expire);
        expired(oldest.size());
    }

    /** Counts points that are not stored, and logs it every ten minutes at most. */
    private synchronized void expired(int points) {
        expired += points;
        var now = clock.instant();
        if (points > 0 && !now.isBefore(logAt)) {
            logAt = now.plus(LOG_INTERVAL);
            LOG.warnf(
                    "Bucket %s of InfluxDB keeps no points that are older than its retention%s (influxdb.bucket): %d were"
                            + " left out since the start, and count as expired",
                    name, retention.map(duration -> ", " + inWords(duration)).orElse(""), expired);
        }
    }

    private static boolean isPossible(Duration retention) {
        return retention.compareTo(LONGEST) <= 0;
    }

    private static String inWords(Duration duration) {
        return duration.toDays() > 0 ? duration.toDays() + " days" : duration.toHours() + " hours";
    }
}
