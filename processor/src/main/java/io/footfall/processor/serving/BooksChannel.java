package io.footfall.processor.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Json;
import io.footfall.events.topics.Topics;
import io.footfall.processor.partials.Partial;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.logging.Logger;

/**
 * Where {@link StoreBooks} meets Kafka and the metrics: makes what commits the channel {@code cleaned},
 * and tells the topology, through the topic of partial totals, what has been committed.
 */
@ApplicationScoped
@Identifier("counting")
@RegisterForReflection(targets = StoredCounts.class, registerFullHierarchy = true)
class BooksChannel implements KafkaCommitHandler.Factory {
    private static final Logger LOG = Logger.getLogger(BooksChannel.class);
    private static final String KIND = "stored";
    private static final Duration UNTIL_NEXT_LOOK = Duration.ofSeconds(1);

    private final StoreBooks books;
    private final Topics topics;
    private final MultiGauge stored;
    private final MultiGauge notStored;

    BooksChannel(StoreBooks books, Topics topics, MeterRegistry metrics) {
        this.books = books;
        this.topics = topics;
        this.stored = MultiGauge.builder("footfall.processor.points.stored")
                .description("cleaned clicks whose points the store has confirmed, since the partition's beginning")
                .register(metrics);
        this.notStored = MultiGauge.builder("footfall.processor.points.not_stored")
                .description("cleaned clicks whose points the store refuses, since the partition's beginning")
                .register(metrics);
    }

    @Override
    public KafkaCommitHandler create(
            KafkaConnectorIncomingConfiguration config,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> reportFailure) {
        return new CountingCommit(books, topics.cleaned(), consumer, this::measurePartitions, BooksChannel::end);
    }

    private static void end(Throwable failure) {
        LOG.error("what the store has taken before is not known; the service ends", failure);
        Quarkus.asyncExit(1);
    }

    private void measurePartitions() {
        measurePartitions(stored, StoredCounts::stored);
        measurePartitions(notStored, StoredCounts::notStored);
    }

    private void measurePartitions(MultiGauge gauge, ToLongFunction<StoredCounts> number) {
        gauge.register(
                books.partitions().stream()
                        .map(partition -> Row.of(
                                Tags.of("partition", partition.toString()),
                                () -> number.applyAsLong(books.counts(partition))))
                        .toList(),
                true);
    }

    /** At most once a second and partition, and only what has changed. */
    @Outgoing("told")
    Multi<Message<byte[]>> told() {
        return Multi.createFrom()
                .ticks()
                .every(UNTIL_NEXT_LOOK)
                .onOverflow()
                .drop()
                .onItem()
                .transformToMultiAndConcatenate(
                        tick -> Multi.createFrom().iterable(books.takeUntold().entrySet()))
                .map(untold -> message(untold.getKey(), untold.getValue()));
    }

    private Message<byte[]> message(int partition, StoredCounts counts) {
        var partial = Partial.of(KIND, partition, Json.MAPPER.valueToTree(counts));
        var key = KIND + "-" + partition;
        return Message.of(
                Json.write(partial),
                Metadata.of(OutgoingKafkaRecordMetadata.<byte[]>builder()
                        .withKey(key.getBytes(UTF_8))
                        .build()),
                () -> Uni.createFrom().voidItem().subscribeAsCompletionStage(),
                failure -> {
                    LOG.warnf("the counts of partition %d are not told yet: %s", partition, failure.getMessage());
                    books.notTold(partition);
                    return Uni.createFrom().voidItem().subscribeAsCompletionStage();
                });
    }
}
