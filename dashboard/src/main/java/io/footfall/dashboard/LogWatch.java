package io.footfall.dashboard;

import io.footfall.dashboard.board.Board;
import io.footfall.events.topics.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Asks the log every other second how far the processor is behind it, and tells the board, also that it does not answer. */
@Singleton
final class LogWatch {
    private static final Logger LOG = Logger.getLogger(LogWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Board board;
    private final Topics topics;
    private final Vertx vertx;
    private final Map<String, Object> broker;
    private final AtomicBoolean looking = new AtomicBoolean();
    private Admin admin;
    private volatile boolean stopped;
    private boolean answered = true;

    LogWatch(Board board, Topics topics, Vertx vertx, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.board = board;
        this.topics = topics;
        this.vertx = vertx;
        this.broker = kafka.entrySet().stream()
                .filter(setting -> AdminClientConfig.configNames().contains(setting.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(EVERY.toMillis(), tick -> {
            if (!stopped && looking.compareAndSet(false, true)) {
                vertx.executeBlocking(this::look, false)
                        .onComplete(done -> looking.set(false))
                        .onFailure(failure -> LOG.error("the log could not be asked", failure));
            }
        });
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        stopped = true;
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private Void look() throws InterruptedException {
        try {
            board.hear(OptionalLong.of(waiting()));
            answered = true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            if (answered && !stopped) {
                LOG.warnf("the log does not answer: %s", e);
            }
            answered = false;
            board.hear(OptionalLong.empty());
        }
        return null;
    }

    /** Clicks of the log that the processor has not committed. */
    private long waiting() throws ExecutionException, InterruptedException, TimeoutException {
        var log = topics.clicks();
        var described = answer(admin().describeTopics(List.of(log)).allTopicNames());
        var partitions = described.get(log).partitions().stream()
                .map(partition -> new TopicPartition(log, partition.partition()))
                .toList();
        var begins = offsets(partitions, OffsetSpec.earliest());
        var committed = answer(admin().listConsumerGroupOffsets("footfall-processor" + topics.suffix())
                .partitionsToOffsetAndMetadata());
        var ends = offsets(partitions, OffsetSpec.latest());
        return partitions.stream()
                .mapToLong(partition -> {
                    var offset = committed.get(partition);
                    return Math.max(
                            0, ends.get(partition) - (offset == null ? begins.get(partition) : offset.offset()));
                })
                .sum();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        var asked = partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
        return answer(admin().listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Not before it is needed: until then the broker's name may not be known, and a client not be made. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(broker);
        }
        return admin;
    }

    private static <T> T answer(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
