package io.footfall.processor.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.processor.accounting.StoredPointCounts;
import io.footfall.processor.partials.StoredCountsPart;
import io.footfall.processor.state.StateJson;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.logging.Logger;

/** Publishes committed counts of stored points on {@code clicks-partial-totals}, so that the topology can merge them. */
@ApplicationScoped
class StoredPointCountsChannel {
    private static final Logger LOG = Logger.getLogger(StoredPointCountsChannel.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final StoredPointCounter counter;

    StoredPointCountsChannel(StoredPointCounter counter) {
        this.counter = counter;
    }

    @Outgoing("stored-point-counts")
    Multi<Message<byte[]>> counts() {
        return Multi.createFrom()
                .ticks()
                .every(INTERVAL)
                .onOverflow()
                .drop()
                .onItem()
                .transformToMultiAndConcatenate(tick ->
                        Multi.createFrom().iterable(counter.takeUnpublished().entrySet()))
                .map(counts -> message(counts.getKey(), counts.getValue()));
    }

    private Message<byte[]> message(int partition, StoredPointCounts counts) {
        var part = new StoredCountsPart(partition, counts);
        return Message.of(
                StateJson.write(part),
                Metadata.of(OutgoingKafkaRecordMetadata.<byte[]>builder()
                        .withKey(part.key().getBytes(UTF_8))
                        .build()),
                () -> Uni.createFrom().voidItem().subscribeAsCompletionStage(),
                failure -> {
                    LOG.warnf(
                            "Kafka has not taken the counts of stored points of partition %d; they are sent again: %s",
                            partition, failure.getMessage());
                    counter.notPublished(partition);
                    return Uni.createFrom().voidItem().subscribeAsCompletionStage();
                });
    }
}
