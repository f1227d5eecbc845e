package io.footfall.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.footfall.broker.LocalBroker;
import io.footfall.events.topics.Topic;
import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics on a real broker that creates every topic which a client asks for. */
class ClicksTopicIT {
    private static final long MAX_REQUEST_BYTES = 2_097_152;
    private static final Topics TOPICS = new Topics("");

    private static LocalBroker broker;

    private Admin admin;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new LocalBroker(Map.of("auto.create.topics.enable", "true"), List.of());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void connect() {
        admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()));
    }

    @AfterEach
    void deleteTopics() throws ExecutionException, InterruptedException {
        admin.deleteTopics(admin.listTopics().names().get()).all().get();
        await().until(() -> admin.listTopics().names().get().isEmpty());
        admin.close();
    }

    @Test
    void topicsThatTheProcessorHasCreatedAreRight() throws ExecutionException, InterruptedException {
        assertThat(prepare("")).isEqualTo(new ClicksTopic("clicks", 4));
        assertThat(prepare("")).isEqualTo(new ClicksTopic("clicks", 4));
    }

    @Test
    void clicksThatTheBrokerHasCreatedByItselfAreRefused() throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.address()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("clicks", new byte[0])).get();
        }

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> prepare(""))
                .withMessageContaining("Topic clicks has retention.ms=604800000, but needs -1");
    }

    @Test
    void aNewServingVersionTakesTheNumberOfPartitionsFromClicks() throws ExecutionException, InterruptedException {
        prepare("");
        addPartitions();

        assertThat(prepare("v2")).isEqualTo(new ClicksTopic("clicks", 8));
        assertThat(TopicSetup.partitionCounts(admin, List.of("clicks-cleaned-v2")))
                .containsValue(8);
    }

    @Test
    void aServingVersionFromBeforePartitionsWereAddedIsRefusedWithWhatToDo()
            throws ExecutionException, InterruptedException {
        prepare("");
        addPartitions();

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> prepare(""))
                .withMessageContaining("Topic clicks has 8 partitions, but clicks-calculated-forbidden has 4")
                .withMessageContaining("Start a new serving version (footfall.serving-version), see docs/replay.md");
    }

    @Test
    void clicksThatAreLargerThanDerivedRecordsMayBeAreRefused() throws ExecutionException, InterruptedException {
        var large = new Topic("clicks", 1, Map.of("retention.ms", "-1", "max.message.bytes", "4194304"));
        TopicSetup.createMissing(admin, List.of(large));

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> prepare(""))
                .withMessageContaining(
                        "max.message.bytes of topic clicks-cleaned is 2097152, but must be at least 4210688");
    }

    @Test
    void aProducerThatCannotSendTheLargestDerivedRecordIsRefused() throws ExecutionException, InterruptedException {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> ClicksTopic.prepare(admin, TOPICS, 1, 1_048_576))
                .withMessageContaining(
                        "kafka-streams.producer.max.request.size is 1048576, but must be at least 1064972");
    }

    private ClicksTopic prepare(String version) throws ExecutionException, InterruptedException {
        return ClicksTopic.prepare(admin, new Topics(version), 4, MAX_REQUEST_BYTES);
    }

    private void addPartitions() throws ExecutionException, InterruptedException {
        admin.createPartitions(Map.of("clicks", NewPartitions.increaseTo(8)))
                .all()
                .get();
    }
}
