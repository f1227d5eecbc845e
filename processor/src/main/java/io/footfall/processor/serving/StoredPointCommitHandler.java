package io.footfall.processor.serving;

import io.footfall.events.settings.ServiceMain;
import io.footfall.events.topics.Topics;
import io.footfall.processor.serving.StoredPointCounter.Committable;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Commits offsets of {@code clicks-cleaned} with the counts of {@link StoredPointCounter} as metadata: after each batch,
 * one commit at a time, without holding up the next batch. A failed commit loses nothing, because the next one has newer,
 * absolute counts.
 *
 * <p>SmallRye marks {@code KafkaCommitHandler} as experimental. This is its only use; {@code ProcessorIT} fails if a new
 * version calls it in another way, because its counts would not balance.
 */
final class StoredPointCommitHandler implements KafkaCommitHandler {
    private static final Logger LOG = Logger.getLogger(StoredPointCommitHandler.class);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final StoredPointCounter counter;
    private final Runnable partitionsChanged;
    private final Consumer<Throwable> fatal;
    private final String topic;
    private final KafkaConsumer<?, ?> consumer;
    private final AtomicBoolean committing = new AtomicBoolean();

    /**
     * @param partitionsChanged is called after partitions have been assigned or revoked
     * @param fatal ends the service: it must not go on without the counts that were committed before
     */
    StoredPointCommitHandler(
            StoredPointCounter counter,
            String topic,
            KafkaConsumer<?, ?> consumer,
            Runnable partitionsChanged,
            Consumer<Throwable> fatal) {
        this.counter = counter;
        this.topic = topic;
        this.consumer = consumer;
        this.partitionsChanged = partitionsChanged;
        this.fatal = fatal;
    }

    /** Creates handlers for {@code commit-strategy=stored-point-counts}. */
    @ApplicationScoped
    @Identifier("stored-point-counts")
    static class Factory implements KafkaCommitHandler.Factory {
        private final StoredPointCounter counter;
        private final Topics topics;
        private final StoredPointMetrics metrics;

        Factory(StoredPointCounter counter, Topics topics, StoredPointMetrics metrics) {
            this.counter = counter;
            this.topics = topics;
            this.metrics = metrics;
        }

        @Override
        public KafkaCommitHandler create(
                KafkaConnectorIncomingConfiguration config,
                Vertx vertx,
                KafkaConsumer<?, ?> consumer,
                BiConsumer<Throwable, Boolean> reportFailure) {
            return new StoredPointCommitHandler(
                    counter, topics.cleaned(), consumer, metrics::partitionsChanged, Factory::exit);
        }

        private static void exit(Throwable failure) {
            LOG.errorf(
                    failure,
                    "Counts of stored points cannot be continued; the service exits: %s",
                    failure.getMessage());
            ServiceMain.stopAfterFailure();
        }
    }

    /** Called on the polling thread, as is {@link #partitionsRevoked}. */
    @Override
    public void partitionsAssigned(Collection<TopicPartition> partitions) {
        try {
            CommittedPointCounts.of(consumer.unwrap(), partitions).forEach(counter::assigned);
        } catch (RuntimeException e) {
            fatal.accept(e);
            throw e;
        }
        partitionsChanged.run();
    }

    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
        commitAndWait(counter.uncommitted());
        partitions.forEach(partition -> counter.revoked(partition.partition()));
        partitionsChanged.run();
    }

    /** Records whose offsets are not committed are delivered again to the next owner, and stored and counted there. */
    private void commitAndWait(List<Committable> due) {
        if (due.isEmpty()) {
            return;
        }
        try {
            consumer.unwrap().commitSync(offsets(due), TIMEOUT);
            counter.committed(due);
        } catch (KafkaException e) {
            LOG.warnf(
                    "Kafka has not committed the last offsets of %d partitions of %s before they were revoked: %s",
                    due.size(), topic, e.getMessage());
        }
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> newestOfPartition) {
        commit();
        return Uni.createFrom().voidItem();
    }

    private void commit() {
        if (committing.compareAndSet(false, true)) {
            commitUncommitted();
        }
    }

    private void commitUncommitted() {
        var due = counter.uncommitted();
        if (due.isEmpty()) {
            committing.set(false);
            if (!counter.uncommitted().isEmpty()) {
                commit(); // an answer has arrived in between
            }
            return;
        }
        consumer.commitAsync(offsets(due))
                .subscribe()
                .with(
                        done -> {
                            counter.committed(due);
                            commitUncommitted();
                        },
                        this::retryLater);
    }

    private void retryLater(Throwable failure) {
        LOG.warnf(
                "Kafka has not committed offsets of %s; next attempt in %d ms: %s",
                topic, RETRY_DELAY.toMillis(), failure.getMessage());
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(RETRY_DELAY)
                .subscribe()
                .with(done -> commitUncommitted());
    }

    @Override
    public void terminate(boolean graceful) {
        if (graceful) {
            consumer.runOnPollingThread(polling -> {
                        commitAndWait(counter.uncommitted());
                    })
                    .await()
                    .atMost(TIMEOUT.multipliedBy(2));
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(List<Committable> due) {
        return due.stream()
                .collect(Collectors.toMap(
                        commit -> new TopicPartition(topic, commit.partition()),
                        commit -> new OffsetAndMetadata(
                                commit.next(), commit.counts().metadata())));
    }
}
