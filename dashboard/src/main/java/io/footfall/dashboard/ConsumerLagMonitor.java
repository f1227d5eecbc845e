package io.footfall.dashboard;

import io.footfall.dashboard.state.Dashboard;
import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Measures the processor's consumer lag every two seconds, and detects when Kafka does not answer. */
@Singleton
final class ConsumerLagMonitor {
    private static final Logger LOG = Logger.getLogger(ConsumerLagMonitor.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final Dashboard dashboard;
    private final Topics topics;
    private final Vertx vertx;
    private final String address;
    private final KafkaAdmin admin;
    private final AtomicBoolean isMeasuring = new AtomicBoolean();
    private volatile boolean stopped;
    private boolean reachable = true;

    ConsumerLagMonitor(
            Dashboard dashboard,
            Topics topics,
            Vertx vertx,
            @ConfigProperty(name = "kafka.bootstrap.servers") String address,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.dashboard = dashboard;
        this.topics = topics;
        this.vertx = vertx;
        this.address = address;
        this.admin = new KafkaAdmin(kafka, TIMEOUT);
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(INTERVAL.toMillis(), tick -> {
            if (!stopped && isMeasuring.compareAndSet(false, true)) {
                vertx.executeBlocking(this::measure, false)
                        .onComplete(done -> isMeasuring.set(false))
                        .onFailure(failure -> LOG.error("Cannot measure the processor's consumer lag", failure));
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        admin.close();
    }

    private Void measure() throws InterruptedException {
        try {
            dashboard.putConsumerLag(OptionalLong.of(lag()));
            reachable = true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            if (reachable && !stopped) {
                LOG.warnf("Kafka at %s does not answer (kafka.bootstrap.servers): %s", address, e);
            }
            reachable = false;
            dashboard.putConsumerLag(OptionalLong.empty());
        }
        return null;
    }

    /** Clicks that the processor has not committed. */
    private long lag() throws ExecutionException, InterruptedException, TimeoutException {
        var partitions = admin.partitions(topics.clicks());
        var beginnings = admin.offsets(partitions, OffsetSpec.earliest());
        var committed = admin.committed(new ConsumerGroups(topics).processor(), partitions);
        var ends = admin.offsets(partitions, OffsetSpec.latest());
        return partitions.stream()
                .mapToLong(partition ->
                        Math.max(0, ends.get(partition) - committed.getOrDefault(partition, beginnings.get(partition))))
                .sum();
    }
}
