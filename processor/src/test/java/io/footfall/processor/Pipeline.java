package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.topics.Topics;
import io.footfall.processor.accounting.ClickCountListener;
import io.footfall.processor.accounting.ProcessedClickCounts;
import io.footfall.processor.alignment.AlignmentGuard;
import io.footfall.processor.alignment.WatermarkAlignment;
import io.footfall.processor.batch.ClickBatch;
import io.footfall.processor.batch.DerivedBatch;
import io.footfall.processor.clean.ClickValidator;
import io.footfall.processor.clean.Market;
import io.footfall.processor.security.ForbiddenPaths;
import io.footfall.processor.traffic.ShownArticles;
import io.footfall.processor.windows.Timing;
import io.footfall.testing.RecordSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** Runs the topology in a test driver, whose wall-clock time stands still unless a test moves it. */
final class Pipeline implements AutoCloseable {
    static final Timing TIMING = new Timing(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMillis(500));
    private static final long MAX_BACKLOG_BYTES = 1L << 20;
    private static final Duration TICK = Duration.ofMillis(125);
    private static final Topics TOPICS = new Topics("");
    private static final ClickCountListener NO_LISTENER = new ClickCountListener() {
        @Override
        public void countsChanged(int partition, ProcessedClickCounts counts) {}

        @Override
        public void partitionRevoked(int partition) {}
    };

    private final WatermarkAlignment alignment;
    private final TopologyTestDriver driver;

    Pipeline() {
        this(1);
    }

    /** With this number of partitions of {@code clicks}; the clicks that are sent here are in the first one. */
    Pipeline(int partitions) {
        alignment = new WatermarkAlignment(partitions, MAX_BACKLOG_BYTES);
        var guard = new AlignmentGuard();
        guard.beforeFirstPoll();
        driver = new TopologyTestDriver(topology(alignment, guard, partitions), settings(), Clicks.NOON);
    }

    static Properties settings() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "pipeline");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        return settings;
    }

    static Topology topology(WatermarkAlignment alignment, AlignmentGuard guard, int partitions) {
        return topology(alignment, guard, (partition, saved) -> {}, partitions);
    }

    static Topology topology(
            WatermarkAlignment alignment, AlignmentGuard guard, ResumeGuard.Check resume, int partitions) {
        return ClickTopology.of(
                TOPICS,
                new ClickValidator(new Market(Set.of("BE", "NL")), Duration.ofMinutes(5)),
                new ForbiddenPaths(List.of("/admin", "/admin/**")),
                new ShownArticles(List.of("https://news.example"), true),
                TIMING,
                alignment,
                guard,
                resume,
                NO_LISTENER,
                partitions);
    }

    void send(Click click) {
        send("visitor-1", Clicks.bytes(click));
    }

    /** Sends one record, which Kafka receives an hour after noon. */
    void send(String key, byte[] value) {
        send(key, value, Clicks.NOON.toEpochMilli() + Duration.ofHours(1).toMillis());
    }

    void send(String key, byte[] value, long logTime) {
        driver.createInputTopic(TOPICS.clicks(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(key == null ? null : key.getBytes(UTF_8), value, logTime);
    }

    /** Sends one record with headers. */
    void send(String key, byte[] value, Map<String, String> headers) {
        send(key, value, headers, Clicks.NOON.plus(Duration.ofHours(1)));
    }

    void send(String key, byte[] value, Map<String, String> headers, Instant logTime) {
        var record = new TestRecord<>(key == null ? null : key.getBytes(UTF_8), value, logTime);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        driver.createInputTopic(TOPICS.clicks(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    /** Sends clicks that the consumer has polled together. */
    void sendTogether(List<ConsumerRecord<byte[], byte[]>> clicks) {
        var batch = ClickBatch.pack(clicks);
        var time = Instant.ofEpochMilli(batch.timestamp());
        driver.createInputTopic(TOPICS.clicks(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(batch.key(), batch.value(), batch.headers(), time));
    }

    /** Sends a message about another partition to the merge. */
    void sendPartial(String message) {
        driver.createInputTopic(TOPICS.partialTotals(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(null, message.getBytes(UTF_8));
    }

    /** Alignment of the partition that takes the clicks with those that other messages are about. */
    WatermarkAlignment alignment() {
        return alignment;
    }

    void wait(Duration time) {
        for (var waited = Duration.ZERO; waited.compareTo(time) < 0; waited = waited.plus(TICK)) {
            driver.advanceWallClockTime(TICK);
        }
    }

    /** Fails if a record does not follow its schema. */
    List<TestRecord<byte[], byte[]>> read(String topic) {
        var records = driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .flatMap(Pipeline::unpacked)
                .toList();
        for (var record : records) {
            var headers = new HashMap<String, String>();
            record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
            RecordSchemas.validate(topic, record.value(), headers);
        }
        return records;
    }

    /** What the producer sends in the place of a batch. */
    private static Stream<TestRecord<byte[], byte[]>> unpacked(TestRecord<byte[], byte[]> sent) {
        var batch = DerivedBatch.in(sent.headers());
        return batch == null
                ? Stream.of(sent)
                : batch.records().stream()
                        .map(record -> new TestRecord<>(
                                record.key(),
                                record.value(),
                                new RecordHeaders(record.headers()),
                                Instant.ofEpochMilli(record.timestamp())));
    }

    List<TestRecord<byte[], byte[]>> cleaned() {
        return read(TOPICS.cleaned());
    }

    List<TestRecord<byte[], byte[]>> outOfMarket() {
        return read(TOPICS.outOfMarket());
    }

    List<TestRecord<byte[], byte[]>> rejected() {
        return read(TOPICS.rejected());
    }

    List<TestRecord<byte[], byte[]>> forbidden() {
        return read(TOPICS.forbidden());
    }

    /** The newest traffic record of each window that has appeared since the last call, by window start. */
    Map<String, TrafficWindow> traffic() {
        return newest(read(TOPICS.traffic()), TrafficWindow.class);
    }

    /** The newest page view record of each window that has appeared since the last call, by window start. */
    Map<String, PageViewWindow> pageViews() {
        return newest(read(TOPICS.pageViews()), PageViewWindow.class);
    }

    /** How many records of page view windows have appeared since the last call. */
    int pageViewRecords() {
        return read(TOPICS.pageViews()).size();
    }

    /** The newest counts of each partition that have appeared since the last call, by partition. */
    Map<String, ClickCounts> clickCounts() {
        return newest(read(TOPICS.clickCounts()), ClickCounts.class);
    }

    private static <T> Map<String, T> newest(List<TestRecord<byte[], byte[]>> records, Class<T> type) {
        var newest = new LinkedHashMap<String, T>();
        records.forEach(record -> newest.put(new String(record.key(), UTF_8), Json.read(record.value(), type)));
        return newest;
    }

    @Override
    public void close() {
        driver.close();
    }
}
