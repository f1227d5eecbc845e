package io.footfall.processor.serving;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.footfall.broker.LocalBroker;
import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.Topics;
import io.footfall.processor.accounting.StoredPointCounts;
import io.footfall.processor.serving.StoredPointCounter.Committable;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real broker that has lost the offset of the points' group, or records of the topic, or both. */
class CommittedPointCountsIT {
    private static final String GROUP = "footfall-points";
    private static final TopicPartition PARTITION = new TopicPartition("clicks-cleaned", 0);

    private LocalBroker broker;
    private KafkaAdmin admin;
    private KafkaConsumer<byte[], byte[]> consumer;

    /** Ten cleaned clicks, of which points are stored. */
    @BeforeEach
    void store() throws Exception {
        broker = new LocalBroker(Map.of(), new Topics("").all(2));
        admin = new KafkaAdmin(Map.of("bootstrap.servers", broker.address()), PATIENCE);
        var serializer = new ByteArraySerializer();
        try (var producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", broker.address()), serializer, serializer)) {
            for (var click = 0; click < 10; click++) {
                producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), null, new byte[] {'{'}))
                        .get();
            }
        }
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address(), "group.id", GROUP),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(PARTITION));
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(10, "stored=9 not_stored=1")));
    }

    @AfterEach
    void close() {
        consumer.close();
        admin.close();
        broker.close();
    }

    @Test
    void committedCountsAreContinuedAlsoIfRecordsWereDeleted() throws Exception {
        deleteRecordsBefore(6);

        assertThat(counts())
                .returns(10L, Committable::next)
                .returns(new StoredPointCounts(9, 1, 0), Committable::counts);
    }

    @Test
    void withoutOffsetAllRecordsAreCountedAgain() throws Exception {
        deleteOffset();

        assertThat(counts()).returns(0L, Committable::next).returns(StoredPointCounts.NONE, Committable::counts);
    }

    @Test
    void withoutOffsetAndWithDeletedRecordsTheCountsAreLostWhichIsRefusedWithWhatToDo() throws Exception {
        deleteOffset();
        deleteRecordsBefore(6);

        assertThatIllegalStateException()
                .isThrownBy(this::counts)
                .withMessageContaining("Group footfall-points has no committed offset for clicks-cleaned-0")
                .withMessageContaining("deleted the records before offset 6")
                .withMessageContaining("Start a new serving version (footfall.serving-version), see docs/replay.md");
    }

    @Test
    void anOffsetThatWasSetByHandIsTaken() throws Exception {
        deleteOffset();
        deleteRecordsBefore(6);
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(6)));

        assertThat(counts()).returns(6L, Committable::next).returns(StoredPointCounts.NONE, Committable::counts);
    }

    private Committable counts() {
        return CommittedPointCounts.of(consumer, List.of(PARTITION)).get(0);
    }

    private void deleteOffset() throws Exception {
        admin.client().deleteConsumerGroups(List.of(GROUP)).all().get();
    }

    private void deleteRecordsBefore(long offset) throws Exception {
        admin.client()
                .deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }
}
