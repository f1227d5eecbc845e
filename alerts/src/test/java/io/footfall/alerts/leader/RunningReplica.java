package io.footfall.alerts.leader;

import io.footfall.alerts.AlertsConfig;
import io.footfall.alerts.DefaultReplica;
import io.footfall.alerts.RecordingNotifier;
import io.footfall.alerts.evaluation.RetainedEventsFixture;
import io.footfall.alerts.evaluation.SecurityEventDecoder;
import io.footfall.alerts.rules.RulesConfig;
import io.footfall.alerts.state.AlertsLogProducer;
import io.footfall.alerts.state.AlertsView;
import io.footfall.alerts.state.AlertsViewFixture;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.Topics;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A replica with real clients of Kafka. Only what SmallRye and CDI do in the service is done here: poll, process a batch
 * on another thread, commit its offsets.
 */
final class RunningReplica implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final ShiftedClock clock;
    private final RecordingNotifier notifier = new RecordingNotifier(new ArrayList<>());
    private final CountDownLatch exited = new CountDownLatch(1);
    private final LeaderLoop loop = new LeaderLoop(exited::countDown);
    private final SecurityEventDecoder decoder;
    private final AlertsViewFixture view;
    private final LeadershipListener listener;
    private final KafkaConsumer<byte[], byte[]> consumer;
    /** One thread: batches are processed in order, as by the channel. */
    private final ExecutorService worker = Executors.newSingleThreadExecutor();

    private final CompletableFuture<Void> polling;
    private volatile boolean isStopping;

    /**
     * Starts a replica; it becomes active if there is no other.
     *
     * @param address of Kafka
     * @param ahead of the time of this machine, by which its clock is
     */
    RunningReplica(String address, Topics topics, Duration ahead) {
        var config = DefaultReplica.config(AlertsConfig.class, Map.of("footfall.alerts.start-timeout", "PT20S"));
        var rules = DefaultReplica.config(RulesConfig.class, Map.of());
        var kafka = Map.<String, Object>of("bootstrap.servers", address);
        var alerts = new AlertsView(new OperatorActions());
        var retained = RetainedEventsFixture.create(kafka, topics, config);
        clock = new ShiftedClock(ahead);
        decoder = new SecurityEventDecoder(topics);
        view = AlertsViewFixture.start(alerts, kafka, topics, config);
        listener = new LeadershipListener(
                loop,
                view.consumer(),
                () -> DefaultReplica.create(
                        notifier,
                        alerts,
                        new AlertsLogProducer(kafka, topics, config.startTimeout()),
                        retained::hasPageViewsAfter,
                        loop,
                        clock),
                new StartOffsets(alerts, topics, config, clock),
                retained,
                topics,
                rules,
                config,
                clock);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        address,
                        "group.id",
                        new ConsumerGroups(topics).alerts(),
                        "group.protocol",
                        "classic",
                        "partition.assignment.strategy",
                        ActiveStandbyAssignor.class.getName(),
                        "session.timeout.ms",
                        6_000,
                        "heartbeat.interval.ms",
                        500,
                        "enable.auto.commit",
                        false,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(
                List.of(topics.forbidden(), topics.suspiciousRequests(), topics.pageViews(), topics.traffic()),
                new Rebalances());
        polling = CompletableFuture.runAsync(this::poll, task -> new Thread(task, "poll").start());
    }

    /** A clock that runs, and that a test puts forward. */
    private static final class ShiftedClock extends Clock {
        private volatile Duration ahead;

        ShiftedClock(Duration ahead) {
            this.ahead = ahead;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            listener.onPartitionsAssigned(consumer, partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            listener.onPartitionsRevoked(consumer, partitions);
        }
    }

    private void poll() {
        CompletableFuture<Void> batch = null;
        try (consumer) {
            while (!isStopping) {
                var records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    consumer.pause(consumer.assignment());
                    batch = CompletableFuture.runAsync(() -> process(records), worker);
                } else if (batch != null && batch.isDone()) {
                    batch.join();
                    batch = null;
                    consumer.commitAsync();
                    consumer.resume(consumer.paused());
                }
            }
        }
    }

    private void process(ConsumerRecords<byte[], byte[]> records) {
        loop.process(StreamSupport.stream(records.spliterator(), false)
                .map(decoder::decode)
                .flatMap(Optional::stream)
                .toList());
    }

    boolean isActive() {
        return loop.isLeader();
    }

    /** Whether it has stopped by itself, as the service would. */
    boolean hasExited() {
        return exited.getCount() == 0;
    }

    /** Puts its clock forward. */
    void advance(Duration duration) {
        clock.ahead = clock.ahead.plus(duration);
    }

    RecordingNotifier notifier() {
        return notifier;
    }

    /** Leaves the consumer group. */
    @Override
    public void close() {
        isStopping = true;
        polling.exceptionally(failed -> null).join();
        loop.stop(new ShutdownEvent());
        worker.shutdown();
        view.close();
    }
}
