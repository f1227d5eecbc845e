package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.topics.Topics;
import io.footfall.processor.accounting.Counts;
import io.footfall.processor.accounting.Ledgers;
import io.footfall.processor.clean.Judge;
import io.footfall.processor.clean.Market;
import io.footfall.processor.security.ForbiddenPaths;
import io.footfall.processor.windows.Pace;
import io.footfall.processor.windows.Timing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology under test: clicks in, records of its topics out; wall-clock time stands still unless moved. */
final class Pipeline implements AutoCloseable {
    static final Timing TIMING = new Timing(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMillis(500));
    private static final long MOST_WAITING_BYTES = 1L << 20;
    private static final Duration TICK = Duration.ofMillis(125);
    private static final Topics TOPICS = new Topics("");
    private static final Ledgers LEDGERS = new Ledgers() {
        @Override
        public void told(int partition, Counts counts) {}

        @Override
        public void closed(int partition) {}
    };

    private final Pace pace;
    private final TopologyTestDriver driver;

    Pipeline() {
        this(1);
    }

    /** As if {@code clicks} had so many partitions, of which clicks sent here take the first. */
    Pipeline(int partitions) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "pipeline");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        pace = new Pace(partitions, MOST_WAITING_BYTES);
        driver = new TopologyTestDriver(topology(pace, partitions), settings, Clicks.NOON);
    }

    static Topology topology(Pace pace, int partitions) {
        return ClickTopology.of(
                TOPICS,
                new Judge(new Market(Set.of("BE", "NL")), Duration.ofMinutes(5)),
                new ForbiddenPaths(List.of("/admin", "/admin/**")),
                TIMING,
                pace,
                LEDGERS,
                partitions);
    }

    void send(Click click) {
        send("visitor-1", Clicks.bytes(click));
    }

    /** Gives the log one record, as long after noon as the test's wall clock says. */
    void send(String key, byte[] value) {
        send(key, value, Clicks.NOON.toEpochMilli() + Duration.ofHours(1).toMillis());
    }

    void send(String key, byte[] value, long logTime) {
        driver.createInputTopic(TOPICS.clicks(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(key == null ? null : key.getBytes(UTF_8), value, logTime);
    }

    /** The same with headers of the record, each a name and a value. */
    void send(String key, byte[] value, Map<String, String> headers) {
        var record = new TestRecord<>(
                key == null ? null : key.getBytes(UTF_8), value, Clicks.NOON.plus(Duration.ofHours(1)));
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        driver.createInputTopic(TOPICS.clicks(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    /** What the counting half of another partition would say to the merging half. */
    void tell(String partial) {
        driver.createInputTopic(TOPICS.partialTotals(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(null, partial.getBytes(UTF_8));
    }

    /** Kept between the partition that clicks are sent to and those that others tell of. */
    Pace pace() {
        return pace;
    }

    void wait(Duration time) {
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            driver.advanceWallClockTime(TICK);
        }
    }

    List<TestRecord<byte[], byte[]>> read(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
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
        return newest(
                among(record -> !ClickCounts.isKey(new String(record.key(), UTF_8)), TOPICS.traffic()),
                TrafficWindow.class);
    }

    /** The newest accounts that have appeared since the last call, which takes the traffic windows away, too. */
    ClickCounts accounting() {
        return newest(
                        among(record -> ClickCounts.isKey(new String(record.key(), UTF_8)), TOPICS.traffic()),
                        ClickCounts.class)
                .get(ClickCounts.KEY);
    }

    private List<TestRecord<byte[], byte[]>> among(Predicate<TestRecord<byte[], byte[]>> wanted, String topic) {
        return read(topic).stream().filter(wanted).toList();
    }

    Map<String, PageViewWindow> flagged() {
        return newest(read(TOPICS.pageViews()), PageViewWindow.class);
    }

    /** How many records of flagged windows have appeared since the last look at them. */
    int flaggedRecords() {
        return read(TOPICS.pageViews()).size();
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
