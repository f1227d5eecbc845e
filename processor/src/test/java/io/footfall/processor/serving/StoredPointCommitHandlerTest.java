package io.footfall.processor.serving;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.footfall.processor.accounting.StorageResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredPointCommitHandlerTest {
    private static final TopicPartition PARTITION = new TopicPartition("clicks-cleaned", 0);

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final StoredPointCounter counter = new StoredPointCounter();
    private final List<Throwable> fatal = new ArrayList<>();
    private final AtomicInteger commitsThatFail = new AtomicInteger();
    private final StoredPointCommitHandler handler =
            new StoredPointCommitHandler(counter, PARTITION.topic(), consumer(), () -> {}, fatal::add);

    @BeforeEach
    void assign() {
        kafka.assign(List.of(PARTITION));
        kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Test
    void committedCountsAreContinuedAndCommittedWithTheOffset() {
        kafka.commitSync(Map.of(PARTITION, new OffsetAndMetadata(100, "stored=70 not_stored=3")));
        handler.partitionsAssigned(List.of(PARTITION));

        answerAndAcknowledge(100, 101);

        assertThat(committed()).isEqualTo(new OffsetAndMetadata(102, "stored=72 not_stored=3"));
        assertThat(counter.uncommitted()).isEmpty();
    }

    @Test
    void aPartitionWithoutCommitStartsWithoutCounts() {
        handler.partitionsAssigned(List.of(PARTITION));

        answerAndAcknowledge(0);

        assertThat(committed()).isEqualTo(new OffsetAndMetadata(1, "stored=1 not_stored=0"));
    }

    @Test
    void aFailedCommitIsRepeatedWithTheNewestCounts() {
        handler.partitionsAssigned(List.of(PARTITION));
        commitsThatFail.set(1);

        answerAndAcknowledge(0, 1);
        answerAndAcknowledge(2);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed())
                .isEqualTo(new OffsetAndMetadata(3, "stored=3 not_stored=0")));
    }

    @Test
    void countsOfARevokedPartitionAreCommitted() {
        handler.partitionsAssigned(List.of(PARTITION));
        commitsThatFail.set(1);
        answerAndAcknowledge(0, 1);

        handler.partitionsRevoked(List.of(PARTITION));

        assertThat(committed()).isEqualTo(new OffsetAndMetadata(2, "stored=2 not_stored=0"));
        assertThat(counter.partitions()).isEmpty();
    }

    @Test
    void countsThatCannotBeReadEndTheService() {
        kafka.commitSync(Map.of(PARTITION, new OffsetAndMetadata(100, "from elsewhere")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler.partitionsAssigned(List.of(PARTITION)))
                .withMessageContaining("from elsewhere");
        assertThat(fatal).hasSize(1);
    }

    private void answerAndAcknowledge(long... offsets) {
        var generation = kafka.groupMetadata().generationId();
        for (var offset : offsets) {
            counter.answered(PARTITION.partition(), generation, offset, StorageResult.STORED);
        }
        handler.handle(null).await().atMost(PATIENCE);
    }

    private OffsetAndMetadata committed() {
        return kafka.committed(Set.of(PARTITION)).get(PARTITION);
    }

    /** The two methods of SmallRye's consumer that a commit needs, on Kafka's own mock. */
    @SuppressWarnings("unchecked")
    private KafkaConsumer<byte[], byte[]> consumer() {
        return (KafkaConsumer<byte[], byte[]>) Proxy.newProxyInstance(
                KafkaConsumer.class.getClassLoader(),
                new Class<?>[] {KafkaConsumer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "unwrap" -> kafka;
                    case "commitAsync" -> commitAsync((Map<TopicPartition, OffsetAndMetadata>) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Uni<Void> commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        return commitsThatFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? Uni.createFrom().failure(new RebalanceInProgressException("wait"))
                : Uni.createFrom().voidItem().invoke(() -> kafka.commitSync(offsets));
    }
}
