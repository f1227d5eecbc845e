package io.footfall.processor.replay.diff;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.TopicReader;
import io.footfall.events.topics.Topics;
import io.footfall.processor.replay.version.PartitionOffsets;
import io.footfall.processor.replay.version.ServingVersion;
import io.footfall.processor.replay.version.VersionOffsets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Compares two serving versions: reads all their derived topics once, and reports the differences. Blocks. */
public final class VersionComparison {
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private final Map<String, Object> kafka;
    private final Clock clock;

    /**
     * Creates a comparison that connects to Kafka for each report.
     *
     * @param kafka settings of Kafka clients
     */
    public VersionComparison(Map<String, Object> kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /** Adds a record of a topic with one record a click. */
    @FunctionalInterface
    private interface ClickFold {
        void add(VersionSide side, ConsumerRecord<byte[], byte[]> record);
    }

    /** Adds a record of a topic of windows. */
    @FunctionalInterface
    private interface WindowFold<T> {
        void put(VersionSide side, String key, T totals);
    }

    /** @throws NotComparable if a version does not exist, or its topics change while they are read */
    DiffReport compare(ServingVersion first, ServingVersion second)
            throws NotComparable, ExecutionException, InterruptedException, TimeoutException {
        try (var admin = new KafkaAdmin(kafka, RESPONSE_TIMEOUT);
                var reader = new TopicReader(kafka, READ_TIMEOUT)) {
            var run = new Run(admin, reader, List.of(first, second));
            var diff = run.diff;
            run.clicks(Topics::cleaned, (side, record) -> diff.cleaned(side, click(record)));
            run.clicks(Topics::outOfMarket, (side, record) -> diff.outOfMarket(side, click(record)));
            run.clicks(Topics::forbidden, (side, record) -> diff.forbidden(side, click(record)));
            run.clicks(
                    Topics::rejected,
                    (side, record) ->
                            diff.rejected(side, logTime(record), DerivedTopicReader.header(record, Headers.REASON)));
            run.windows(Topics::traffic, TrafficWindow.class, diff::traffic);
            run.windows(Topics::pageViews, PageViewWindow.class, diff::pageViews);
            return diff.report(clock.instant());
        }
    }

    /** Clicks that InfluxDB has refused have no header with the time at which Kafka received them. */
    private static long logTime(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(Headers.SOURCE_TIMESTAMP) == null
                ? record.timestamp()
                : Long.parseLong(DerivedTopicReader.header(record, Headers.SOURCE_TIMESTAMP));
    }

    private static Click click(ConsumerRecord<byte[], byte[]> record) {
        try {
            return ClickJson.read(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s-%d@%d is not a click".formatted(record.topic(), record.partition(), record.offset()), e);
        }
    }

    /** One comparison, of what both versions have processed when it begins. */
    private static final class Run {
        private final KafkaAdmin admin;
        private final TopicReader reader;
        private final List<ServingVersion> versions;
        private final List<Map<Integer, PartitionOffsets>> processed;
        private final DiffBuilder diff;

        Run(KafkaAdmin admin, TopicReader reader, List<ServingVersion> versions)
                throws ExecutionException, InterruptedException, TimeoutException {
            this.admin = admin;
            this.reader = reader;
            this.versions = versions;
            var offsets = new VersionOffsets(admin);
            this.processed = List.of(offsets.of(versions.get(0)), offsets.of(versions.get(1)));
            this.diff = new DiffBuilder(versions.get(0), versions.get(1));
        }

        void clicks(Function<Topics, String> name, ClickFold fold)
                throws NotComparable, ExecutionException, InterruptedException, TimeoutException {
            var topics = List.of(topic(name, VersionSide.FIRST), topic(name, VersionSide.SECOND));
            var ranges = ranges(topics.get(0).retainedFrom(), topics.get(1).retainedFrom());
            var firstName = name.apply(versions.get(0).topics());
            ranges.forEach((partition, range) -> diff.compared(firstName, partition, range));
            for (var side : VersionSide.values()) {
                side.of(topics).read(record -> {
                    // A derived record has the partition number of its click.
                    if (DerivedTopicReader.isDerived(record)
                            && ranges.get(record.partition()).contains(DerivedTopicReader.sourceOffset(record))) {
                        fold.add(side, record);
                    }
                });
            }
        }

        private Map<Integer, OffsetRange> ranges(Map<Integer, Long> firstRetained, Map<Integer, Long> secondRetained)
                throws NotComparable {
            var partitions = processed.get(0).keySet();
            if (!partitions.equals(firstRetained.keySet()) || !partitions.equals(secondRetained.keySet())) {
                throw new NotComparable("the derived topics do not have as many partitions as clicks");
            }
            return partitions.stream()
                    .collect(Collectors.toMap(
                            Function.identity(),
                            partition -> OffsetRange.of(
                                    processed.get(0).get(partition),
                                    processed.get(1).get(partition),
                                    firstRetained.get(partition),
                                    secondRetained.get(partition))));
        }

        <T> void windows(Function<Topics, String> name, Class<T> type, WindowFold<T> fold)
                throws NotComparable, ExecutionException, InterruptedException, TimeoutException {
            for (var side : VersionSide.values()) {
                topic(name, side)
                        .read(record -> fold.put(
                                side,
                                new String(record.key(), UTF_8),
                                record.value() == null ? null : Json.read(record.value(), type)));
            }
        }

        private DerivedTopicReader topic(Function<Topics, String> name, VersionSide side)
                throws NotComparable, ExecutionException, InterruptedException, TimeoutException {
            var version = side.of(versions);
            return new DerivedTopicReader(reader, ends(name.apply(version.topics()), version));
        }

        /** The high watermarks, which are behind everything that was committed with the offsets of the group. */
        private Map<TopicPartition, Long> ends(String topic, ServingVersion version)
                throws NotComparable, ExecutionException, InterruptedException, TimeoutException {
            try {
                return admin.offsets(admin.partitions(topic), OffsetSpec.latest());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    throw new NotComparable(
                            "there is no serving version %s: topic %s does not exist".formatted(version.name(), topic));
                }
                throw e;
            }
        }
    }
}
