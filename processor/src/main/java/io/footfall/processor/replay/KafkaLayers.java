package io.footfall.processor.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import io.footfall.events.ClickCounts;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The derived topics of two layers in, read once from their beginning; the report of how they differ out. Blocks. */
final class KafkaLayers {
    private static final long PATIENCE_SECONDS = 30;

    private final Map<String, Object> kafka;
    private final Clock clock;

    KafkaLayers(Map<String, Object> kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /** What a record of a topic that follows the log click by click adds to the comparison. */
    @FunctionalInterface
    private interface Fold {
        void add(Comparison comparison, Side side, ConsumerRecord<byte[], byte[]> record);
    }

    /** @throws NotComparable if a layer does not exist, or its topics change under the reader */
    DiffReport compare(Layer first, Layer second)
            throws NotComparable, ExecutionException, InterruptedException, TimeoutException {
        try (var admin = Admin.create(kafka);
                var consumer =
                        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var run = new Run(admin, consumer, List.of(first, second));
            var comparison = new Comparison(first, second);
            run.clicks(comparison, Topics::cleaned, (to, side, record) -> to.cleaned(side, click(record)));
            run.clicks(comparison, Topics::outOfMarket, (to, side, record) -> to.outOfMarket(side, click(record)));
            run.clicks(comparison, Topics::forbidden, (to, side, record) -> to.forbidden(side, click(record)));
            run.clicks(
                    comparison,
                    Topics::rejected,
                    (to, side, record) ->
                            to.rejected(side, logTime(record), KafkaTopic.header(record, Headers.REASON)));
            run.windows(
                    Topics::traffic, TrafficWindow.class, (side, key, totals) -> comparison.traffic(side, key, totals));
            run.windows(
                    Topics::pageViews,
                    PageViewWindow.class,
                    (side, key, totals) -> comparison.flagged(side, key, totals));
            return comparison.report(clock.instant());
        }
    }

    /** A point that the store refuses is told by the sink, which does not know when the log took its click. */
    private static long logTime(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(Headers.SOURCE_TIMESTAMP) == null
                ? record.timestamp()
                : Long.parseLong(KafkaTopic.header(record, Headers.SOURCE_TIMESTAMP));
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }

    private static Click click(ConsumerRecord<byte[], byte[]> record) {
        try {
            return ClickJson.read(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset()), e);
        }
    }

    @FunctionalInterface
    private interface WindowFold<T> {
        void put(Side side, String key, T totals);
    }

    /** One comparison under way: what both layers have processed by now is compared, whatever comes later is not. */
    private static final class Run {
        private final Admin admin;
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<Layer> layers;
        private final List<Map<Integer, PartitionOffsets>> processed;

        Run(Admin admin, KafkaConsumer<byte[], byte[]> consumer, List<Layer> layers)
                throws ExecutionException, InterruptedException, TimeoutException {
            this.admin = admin;
            this.consumer = consumer;
            this.layers = layers;
            var offsets = new KafkaOffsets(admin);
            this.processed = List.of(offsets.of(layers.get(0)), offsets.of(layers.get(1)));
        }

        void clicks(Comparison comparison, Function<Topics, String> name, Fold fold)
                throws NotComparable, ExecutionException, InterruptedException, TimeoutException {
            var topics = List.of(topic(name, Side.FIRST), topic(name, Side.SECOND));
            var ranges = ranges(topics.get(0).retainedFrom(), topics.get(1).retainedFrom());
            var firstName = name.apply(layers.get(0).topics());
            ranges.forEach((partition, range) -> comparison.compared(firstName, partition, range));
            for (var side : Side.values()) {
                side.of(topics).read(record -> {
                    // A derived record is in the partition of its click.
                    if (KafkaTopic.isDerived(record)
                            && ranges.get(record.partition()).contains(KafkaTopic.sourceOffset(record))) {
                        fold.add(comparison, side, record);
                    }
                });
            }
        }

        private Map<Integer, Range> ranges(Map<Integer, Long> firstRetained, Map<Integer, Long> secondRetained)
                throws NotComparable {
            var partitions = processed.get(0).keySet();
            if (!partitions.equals(firstRetained.keySet()) || !partitions.equals(secondRetained.keySet())) {
                throw new NotComparable("the derived topics have not as many partitions as clicks");
            }
            return partitions.stream()
                    .collect(Collectors.toMap(
                            Function.identity(),
                            partition -> Range.of(
                                    processed.get(0).get(partition),
                                    processed.get(1).get(partition),
                                    firstRetained.get(partition),
                                    secondRetained.get(partition))));
        }

        <T> void windows(Function<Topics, String> name, Class<T> type, WindowFold<T> fold)
                throws NotComparable, ExecutionException, InterruptedException, TimeoutException {
            for (var side : Side.values()) {
                topic(name, side).read(record -> {
                    var key = new String(record.key(), UTF_8);
                    if (!ClickCounts.isKey(key)) {
                        fold.put(side, key, record.value() == null ? null : Json.read(record.value(), type));
                    }
                });
            }
        }

        private KafkaTopic topic(Function<Topics, String> name, Side side)
                throws NotComparable, ExecutionException, InterruptedException, TimeoutException {
            var layer = side.of(layers);
            return new KafkaTopic(consumer, ends(name.apply(layer.topics()), layer));
        }

        /** The high watermarks, which are beyond all that was committed with the offsets of the group. */
        private Map<TopicPartition, Long> ends(String topic, Layer layer)
                throws NotComparable, ExecutionException, InterruptedException, TimeoutException {
            try {
                var partitions = admin
                        .describeTopics(List.of(topic))
                        .allTopicNames()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .get(topic)
                        .partitions()
                        .stream()
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition.partition()),
                                partition -> OffsetSpec.latest()));
                return admin.listOffsets(partitions).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().offset()));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    throw new NotComparable(
                            "there is no serving version %s: topic %s does not exist".formatted(layer.name(), topic));
                }
                throw e;
            }
        }
    }
}
