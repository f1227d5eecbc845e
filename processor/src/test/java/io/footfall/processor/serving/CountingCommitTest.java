package io.footfall.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.lang.reflect.Proxy;
import java.time.Duration;
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

class CountingCommitTest {
    private static final TopicPartition PARTITION = new TopicPartition("clicks-cleaned", 0);

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final StoreBooks books = new StoreBooks();
    private final List<Throwable> fatal = new ArrayList<>();
    private final AtomicInteger commitsThatFail = new AtomicInteger();
    private final CountingCommit commit =
            new CountingCommit(books, PARTITION.topic(), consumer(), () -> {}, fatal::add);

    @BeforeEach
    void assign() {
        kafka.assign(List.of(PARTITION));
    }

    @Test
    void countsAreTakenUpAndCommittedWithTheOffset() {
        kafka.commitSync(Map.of(PARTITION, new OffsetAndMetadata(100, "stored=70 not_stored=3")));
        commit.partitionsAssigned(List.of(PARTITION));

        answerAndAcknowledge(100, 101);

        assertThat(committed()).isEqualTo(new OffsetAndMetadata(102, "stored=72 not_stored=3"));
        assertThat(books.uncommitted()).isEmpty();
    }

    @Test
    void aPartitionThatNobodyHasReadBeginsAtNone() {
        commit.partitionsAssigned(List.of(PARTITION));

        answerAndAcknowledge(0);

        assertThat(committed()).isEqualTo(new OffsetAndMetadata(1, "stored=1 not_stored=0"));
    }

    @Test
    void aFailedCommitIsMadeUpForWithTheNewestCounts() {
        commit.partitionsAssigned(List.of(PARTITION));
        commitsThatFail.set(1);

        answerAndAcknowledge(0, 1);
        answerAndAcknowledge(2);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(committed())
                .isEqualTo(new OffsetAndMetadata(3, "stored=3 not_stored=0")));
    }

    @Test
    void aPartitionThatIsTakenAwayLeavesItsCountsBehind() {
        commit.partitionsAssigned(List.of(PARTITION));
        commitsThatFail.set(1);
        answerAndAcknowledge(0, 1);

        commit.partitionsRevoked(List.of(PARTITION));

        assertThat(committed()).isEqualTo(new OffsetAndMetadata(2, "stored=2 not_stored=0"));
        assertThat(books.partitions()).isEmpty();
    }

    @Test
    void countsThatCannotBeReadEndTheServiceInsteadOfBeginningAnew() {
        kafka.commitSync(Map.of(PARTITION, new OffsetAndMetadata(100, "from elsewhere")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> commit.partitionsAssigned(List.of(PARTITION)))
                .withMessageContaining("from elsewhere");
        assertThat(fatal).hasSize(1);
    }

    private void answerAndAcknowledge(long... offsets) {
        var generation = kafka.groupMetadata().generationId();
        for (var offset : offsets) {
            books.answered(PARTITION.partition(), generation, offset, true);
        }
        commit.handle(null).await().atMost(Duration.ofSeconds(1));
    }

    private OffsetAndMetadata committed() {
        return kafka.committed(Set.of(PARTITION)).get(PARTITION);
    }

    /** The two methods of the connector's consumer that a commit needs, on Kafka's own mock. */
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
