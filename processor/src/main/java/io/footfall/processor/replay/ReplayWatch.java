package io.footfall.processor.replay;

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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Asks the broker every few seconds how far this layer is, and tells it in log and metrics; once it has
 * caught up, has it compared with the layer that is set.
 */
@Singleton
class ReplayWatch {
    private static final Logger LOG = Logger.getLogger(ReplayWatch.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    /** Looking goes on while a report is made, which reads whole topics. */
    private static final int THREADS = 2;

    private static final int SECONDS_BETWEEN_READINGS = 2;
    /** For the last totals to reach their topic, after the partitions have been found idle. */
    private static final Duration AFTER_IDLE = Duration.ofSeconds(3);

    private final DiffRunner diffs;
    private final ReplayConfig config;
    private final Map<String, Object> kafka;
    private final CatchUp catchUp;
    private final ScheduledExecutorService thread =
            Executors.newScheduledThreadPool(THREADS, task -> new Thread(task, "replay-watch"));
    private Admin admin;
    private Instant lastLine = Instant.EPOCH;
    private boolean told;
    private volatile boolean compared;
    private volatile Progress progress;

    ReplayWatch(
            DiffRunner diffs,
            ReplayConfig config,
            MeterRegistry metrics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "footfall.processor.idle", defaultValue = "PT30S") Duration idle) {
        this.diffs = diffs;
        this.config = config;
        this.kafka = kafka;
        this.catchUp = new CatchUp(diffs.own().name(), idle.plus(AFTER_IDLE));
        gauge(metrics, "share", "clicks that the log had at start and that are processed, 0 to 1", Progress::share);
        gauge(metrics, "clicks.left", "clicks in the log that are not processed yet", Progress::clicksLeft);
        gauge(metrics, "rate", "clicks processed a second", Progress::rate);
    }

    private void gauge(MeterRegistry metrics, String name, String what, ToDoubleFunction<Progress> value) {
        Gauge.builder("footfall.processor.replay." + name, this, watch -> watch.latest()
                        .map(value::applyAsDouble)
                        .orElse(Double.NaN))
                .description(what)
                .register(metrics);
    }

    void start(@Observes StartupEvent started) {
        config.compareWith().ifPresent(Layer::named);
        var unused = thread.scheduleWithFixedDelay(
                this::look, SECONDS_BETWEEN_READINGS, SECONDS_BETWEEN_READINGS, TimeUnit.SECONDS);
    }

    /** Empty until the broker has answered for the first time. */
    Optional<Progress> latest() {
        return Optional.ofNullable(progress);
    }

    private void look() {
        try {
            if (admin == null) {
                admin = Admin.create(kafka);
            }
            var read = catchUp.read(Instant.now(), new KafkaOffsets(admin).of(diffs.own()));
            progress = read;
            tell(read);
            if (read.settled() && !compared && config.compareWith().isPresent()) {
                compared = true;
                var other = Layer.named(config.compareWith().get());
                thread.execute(() -> compare(other));
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // The broker is away, which its own clients say; the next look may find it again.
            LOG.debug("the log's offsets are not known", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Progress read) {
        var due = !read.at().isBefore(lastLine.plus(BETWEEN_LINES));
        if (!told && (read.caughtUp() || due)) {
            LOG.infof("Replay of clicks as %s: %s", read.version(), read.line());
            lastLine = read.at();
            told = read.caughtUp();
        }
    }

    /** A broker that is away, or another report under way, has it tried again at the next look. */
    private void compare(Layer other) {
        try {
            var report = diffs.against(other);
            report.ifPresent(made -> LOG.infof("Replay is compared:%n%s", DiffTable.of(made)));
            compared = report.isPresent();
        } catch (NotComparable e) {
            LOG.warnf("Replay is not compared with %s: %s", other.name(), e.getMessage());
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debug("replay is not compared yet", e);
            compared = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(5, TimeUnit.SECONDS);
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
