package io.footfall.processor.replay;

import io.footfall.events.topics.KafkaAdmin;
import io.footfall.processor.replay.diff.DiffRunner;
import io.footfall.processor.replay.diff.DiffTable;
import io.footfall.processor.replay.diff.NotComparable;
import io.footfall.processor.replay.version.ServingVersion;
import io.footfall.processor.replay.version.VersionOffsets;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Measures every two seconds how far this serving version is, for log and metrics; once it has caught up, every ten
 * seconds. Then it is compared with the configured version.
 */
@Singleton
class ReplayMonitor {
    private static final Logger LOG = Logger.getLogger(ReplayMonitor.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);
    /** One measures while the other compares, which reads whole topics. */
    private static final int THREADS = 2;

    private static final int INTERVAL_SECONDS = 2;
    private static final Duration SETTLED_INTERVAL = Duration.ofSeconds(9);
    /** Time for the last totals to reach their topic, after the partitions have become idle. */
    private static final Duration PUBLISH_TIME = Duration.ofSeconds(3);

    private final DiffRunner diffs;
    private final ReplayConfig config;
    private final KafkaAdmin admin;
    private final ReplayProgressTracker tracker;
    private final ScheduledExecutorService thread =
            Executors.newScheduledThreadPool(THREADS, task -> new Thread(task, "replay-monitor"));
    private Instant lastLine = Instant.EPOCH;
    private boolean hasLoggedCaughtUp;
    private volatile boolean compared;
    private volatile ReplayProgress progress;

    ReplayMonitor(
            DiffRunner diffs,
            ReplayConfig config,
            MeterRegistry metrics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "footfall.processor.idle-timeout", defaultValue = "PT30S") Duration idleTimeout) {
        this.diffs = diffs;
        this.config = config;
        this.admin = new KafkaAdmin(kafka, RESPONSE_TIMEOUT);
        this.tracker = new ReplayProgressTracker(diffs.own().name(), idleTimeout.plus(PUBLISH_TIME));
        gauge(
                metrics,
                "share",
                "processed share of the clicks that there were at the start, 0 to 1",
                ReplayProgress::share);
        gauge(metrics, "clicks.left", "clicks that have not been processed yet", ReplayProgress::clicksLeft);
        gauge(metrics, "rate", "processed clicks a second", ReplayProgress::rate);
    }

    private void gauge(MeterRegistry metrics, String name, String what, ToDoubleFunction<ReplayProgress> value) {
        Gauge.builder("footfall.processor.replay." + name, this, monitor -> monitor.latest()
                        .map(value::applyAsDouble)
                        .orElse(Double.NaN))
                .description(what)
                .register(metrics);
    }

    void start(@Observes StartupEvent started) {
        config.compareWith().ifPresent(ServingVersion::named);
        var unused = thread.scheduleWithFixedDelay(this::measure, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    /** Empty until Kafka has answered for the first time. */
    Optional<ReplayProgress> latest() {
        return Optional.ofNullable(progress);
    }

    private void measure() {
        if (progress != null
                && progress.settled()
                && Instant.now().isBefore(progress.at().plus(SETTLED_INTERVAL))) {
            return;
        }
        try {
            var read = tracker.read(Instant.now(), new VersionOffsets(admin).of(diffs.own()));
            progress = read;
            log(read);
            if (read.settled() && !compared && config.compareWith().isPresent()) {
                compared = true;
                var other = ServingVersion.named(config.compareWith().get());
                thread.execute(() -> compare(other));
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // Kafka does not answer, which its clients log; the next measurement may succeed.
            LOG.debug("Kafka has not answered with the offsets of clicks", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void log(ReplayProgress read) {
        var due = !read.at().isBefore(lastLine.plus(LOG_INTERVAL));
        if (!hasLoggedCaughtUp && (read.caughtUp() || due)) {
            LOG.infof("Replay of clicks as %s: %s", read.version(), read.line());
            lastLine = read.at();
            hasLoggedCaughtUp = read.caughtUp();
        }
    }

    /** If Kafka does not answer, or another comparison is running, the next measurement tries again. */
    private void compare(ServingVersion other) {
        try {
            var report = diffs.against(other);
            report.ifPresent(made -> LOG.infof("Replay is compared:%n%s", DiffTable.of(made)));
            compared = report.isPresent();
        } catch (NotComparable e) {
            LOG.warnf("Replay is not compared with %s: %s", other.name(), e.getMessage());
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debug("Kafka has not answered: replay is not compared yet", e);
            compared = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(5, TimeUnit.SECONDS);
        admin.close();
    }
}
