package io.footfall.processor;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.broker.LocalBroker;
import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.Topics;
import io.footfall.processor.alignment.AlignedClientSupplier;
import io.footfall.processor.alignment.AlignmentGuard;
import io.footfall.processor.alignment.WatermarkAlignment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topology on a real broker, whose group is tampered with while nothing runs. */
class ResumeGuardIT {
    private static final String GROUP = "footfall-processor";
    private static final TopicPartition CLICKS = new TopicPartition("clicks", 0);

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private LocalBroker broker;
    private KafkaAdmin admin;
    private KafkaStreams streams;

    @TempDir
    Path directory;

    /** Ten clicks are processed. */
    @BeforeEach
    void process() throws Exception {
        broker = new LocalBroker(Map.of("group.min.session.timeout.ms", "1000"), new Topics("").all(2));
        admin = new KafkaAdmin(kafka(), PATIENCE);
        start();
        send(10);
        awaitProcessed(10);
        stop();
    }

    @AfterEach
    void close() {
        streams.close(PATIENCE);
        admin.close();
        broker.close();
    }

    @Test
    void processingContinuesAfterARestart() throws Exception {
        start();
        send(1);

        awaitProcessed(11);
        assertThat(failures).isEmpty();
    }

    @Test
    void aGroupWhoseOffsetsHaveBeenDeletedIsRefusedWithWhatToDo() throws Exception {
        admin.client().deleteConsumerGroups(List.of(GROUP)).all().get();

        start();

        assertThat(refusal())
                .contains("has counted 10 clicks of clicks-0, up to offset 10")
                .contains("no committed offset (offsets.retention.minutes of the brokers)")
                .contains("Start a new serving version (footfall.serving-version), see docs/replay.md");
    }

    @Test
    void anOffsetBeforeTheSavedStateIsRefused() throws Exception {
        setOffset(4);

        start();

        assertThat(refusal()).contains("the group's committed offset is 4");
    }

    @Test
    void anOffsetThatSkipsClicksIsRefused() throws Exception {
        send(5);
        setOffset(12);

        start();

        assertThat(refusal()).contains("the group's committed offset is 12", "would not be counted");
    }

    @Test
    void anOffsetBehindAMarkerOfATransactionIsNoSkip() throws Exception {
        start();
        try (var producer = producer(Map.of("transactional.id", "sender"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(click()).get();
            producer.commitTransaction();
        }
        await().atMost(PATIENCE).until(() -> admin.committed(GROUP).get(CLICKS) > 10);
        stop();
        setOffset(12);
        start();
        send(1);

        awaitProcessed(13);
        assertThat(failures).isEmpty();
    }

    @Test
    void clicksThatKafkaHasDeletedBeforeTheyWereProcessedDoNotStopTheOthers() throws Exception {
        send(5);
        admin.client()
                .deleteRecords(Map.of(CLICKS, RecordsToDelete.beforeOffset(15)))
                .all()
                .get();

        start();
        send(1);

        awaitProcessed(16);
        assertThat(failures).isEmpty();
    }

    private void start() {
        var alignment = new WatermarkAlignment(2);
        var guard = new AlignmentGuard();
        var settings = Pipeline.settings();
        settings.putAll(kafka());
        settings.put("application.id", GROUP);
        settings.put("state.dir", directory.toString());
        settings.put("commit.interval.ms", "100");
        settings.put("group.protocol", "classic");
        settings.put("consumer.session.timeout.ms", "2000");
        settings.put("consumer.heartbeat.interval.ms", "500");
        var resume = new ResumeGuard("clicks", GROUP, kafka());
        streams = new KafkaStreams(
                Pipeline.topology(alignment, guard, resume::check, 2),
                settings,
                new AlignedClientSupplier("clicks", alignment, guard));
        streams.setUncaughtExceptionHandler(failure -> {
            failures.add(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((state, before) -> {
            if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING) {
                resume.close();
            }
        });
        streams.start();
    }

    /** Kafka Streams does not leave its group when it ends: Kafka removes it. */
    private void stop() {
        streams.close(PATIENCE);
        await().atMost(PATIENCE).until(() -> admin.client()
                .describeConsumerGroups(List.of(GROUP))
                .all()
                .get()
                .get(GROUP)
                .members()
                .isEmpty());
    }

    private String refusal() {
        await().atMost(PATIENCE).until(() -> !failures.isEmpty());
        return StartRefusedException.in(failures.get(0)).getMessage();
    }

    private void awaitProcessed(long offset) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> admin.committed(GROUP).get(CLICKS) == offset);
    }

    private void setOffset(long offset) throws ExecutionException, InterruptedException, TimeoutException {
        assertThat(admin.offsets(List.of(CLICKS), OffsetSpec.latest()).get(CLICKS))
                .isGreaterThanOrEqualTo(offset);
        admin.client()
                .alterConsumerGroupOffsets(GROUP, Map.of(CLICKS, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private void send(int count) throws ExecutionException, InterruptedException {
        try (var producer = producer(Map.of())) {
            for (var click = 0; click < count; click++) {
                producer.send(click()).get();
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> click() {
        return new ProducerRecord<>("clicks", 0, null, Clicks.bytes(Clicks.pageView(0)));
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> other) {
        var settings = new HashMap<>(kafka());
        settings.putAll(other);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.address());
    }
}
