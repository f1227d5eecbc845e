package io.footfall.processor.serving;

import io.footfall.processor.serving.StoreBooks.Entry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Commits the offsets of {@code clicks-cleaned} together with the counts of {@link StoreBooks}: after each
 * batch, one commit at a time and without holding up the next batch. A commit that fails is no loss:
 * the next one carries newer, absolute counts.
 */
final class CountingCommit implements KafkaCommitHandler {
    private static final Logger LOG = Logger.getLogger(CountingCommit.class);
    private static final Duration UNTIL_NEXT_ATTEMPT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StoreBooks books;
    private final Runnable partitionsChanged;
    private final Consumer<Throwable> fatal;
    private final String topic;
    private final KafkaConsumer<?, ?> consumer;
    private final AtomicBoolean committing = new AtomicBoolean();

    /**
     * Commits for one channel.
     *
     * @param partitionsChanged is called when accounts have been opened or closed
     * @param fatal ends the service: without knowing what was counted before it must not go on
     */
    CountingCommit(
            StoreBooks books,
            String topic,
            KafkaConsumer<?, ?> consumer,
            Runnable partitionsChanged,
            Consumer<Throwable> fatal) {
        this.books = books;
        this.topic = topic;
        this.consumer = consumer;
        this.partitionsChanged = partitionsChanged;
        this.fatal = fatal;
    }

    /** Called on the polling thread, as is {@link #partitionsRevoked}. */
    @Override
    public void partitionsAssigned(Collection<TopicPartition> partitions) {
        try {
            var generation = consumer.unwrap().groupMetadata().generationId();
            var committed = consumer.unwrap().committed(new HashSet<>(partitions));
            partitions.forEach(partition -> open(partition.partition(), generation, committed.get(partition)));
        } catch (RuntimeException e) {
            fatal.accept(e);
            throw e;
        }
        partitionsChanged.run();
    }

    private void open(int partition, int generation, OffsetAndMetadata committed) {
        books.open(
                committed == null
                        ? new Entry(partition, generation, 0, StoredCounts.NONE)
                        : new Entry(
                                partition, generation, committed.offset(), StoredCounts.parse(committed.metadata())));
    }

    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
        commitAndWait(books.uncommitted());
        partitions.forEach(partition -> books.close(partition.partition()));
        partitionsChanged.run();
    }

    /** What is not committed any more will be delivered, stored and counted again, by whoever comes next. */
    private void commitAndWait(List<Entry> due) {
        if (due.isEmpty()) {
            return;
        }
        try {
            consumer.unwrap().commitSync(offsets(due), PATIENCE);
            books.committed(due);
        } catch (KafkaException e) {
            LOG.warnf("%d partitions go before their last offsets are committed: %s", due.size(), e.getMessage());
        }
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> newestOfPartition) {
        commit();
        return Uni.createFrom().voidItem();
    }

    private void commit() {
        if (committing.compareAndSet(false, true)) {
            commitWhatIsDue();
        }
    }

    private void commitWhatIsDue() {
        var due = books.uncommitted();
        if (due.isEmpty()) {
            committing.set(false);
            if (!books.uncommitted().isEmpty()) {
                commit(); // an answer has come in between
            }
            return;
        }
        consumer.commitAsync(offsets(due))
                .subscribe()
                .with(
                        done -> {
                            books.committed(due);
                            commitWhatIsDue();
                        },
                        this::tryAgainLater);
    }

    private void tryAgainLater(Throwable failure) {
        LOG.warnf("offsets of %s are not committed yet: %s", topic, failure.getMessage());
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(UNTIL_NEXT_ATTEMPT)
                .subscribe()
                .with(done -> commitWhatIsDue());
    }

    @Override
    public void terminate(boolean graceful) {
        if (graceful) {
            consumer.runOnPollingThread(polling -> {
                        commitAndWait(books.uncommitted());
                    })
                    .await()
                    .atMost(PATIENCE.multipliedBy(2));
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(List<Entry> due) {
        return due.stream()
                .collect(Collectors.toMap(
                        entry -> new TopicPartition(topic, entry.partition()),
                        entry -> new OffsetAndMetadata(
                                entry.next(), entry.counts().metadata())));
    }
}
