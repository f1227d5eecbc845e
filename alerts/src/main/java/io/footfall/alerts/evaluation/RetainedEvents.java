package io.footfall.alerts.evaluation;

import io.footfall.alerts.AlertsConfig;
import io.footfall.alerts.state.RecordPosition;
import io.footfall.events.topics.TopicReader;
import io.footfall.events.topics.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads security events that Kafka still retains. Unless it says otherwise, a method throws a
 * {@link TimeoutException} if Kafka does not answer within the start timeout.
 */
@Singleton
public final class RetainedEvents {
    /** At least as many records of a window as are written a second. */
    private static final long READ_FOR_EACH_KEPT = 8;

    private final Map<String, Object> kafka;
    private final Topics topics;
    private final SecurityEventDecoder decoder;
    private final Duration timeout;

    RetainedEvents(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Topics topics,
            SecurityEventDecoder decoder,
            AlertsConfig config) {
        this.kafka = kafka;
        this.topics = topics;
        this.decoder = decoder;
        this.timeout = config.startTimeout();
    }

    /**
     * Reads events that were written before some positions, those of each partition in order.
     *
     * @param ends by partition, the offset behind the last event
     * @param since time of the oldest event
     * @param maxEvents the newest of each partition
     */
    public void readBefore(
            Map<TopicPartition, Long> ends, Instant since, long maxEvents, Consumer<ReceivedEvent> handler) {
        try (var reader = new TopicReader(kafka, timeout)) {
            reader.read(beginnings(reader, since, maxEvents, ends), ends, record -> decoder.decode(record)
                    .ifPresent(handler));
        }
    }

    /**
     * Whether windows of page views were written behind a position. An answer that does not come in time counts as yes.
     */
    public boolean hasPageViewsAfter(RecordPosition position) {
        var partition = new TopicPartition(topics.pageViews(), Math.max(0, position.partition()));
        try (var reader = new TopicReader(kafka, timeout)) {
            var ends = reader.ends(List.of(partition));
            return reader.first(Map.of(partition, position.offset() + 1), ends, any -> true)
                    .isPresent();
        } catch (TimeoutException unknown) {
            return true;
        }
    }

    /**
     * All events since a time, in order of their timestamps. They are decoded one by one as the stream is read.
     *
     * @param maxRecords of all topics
     * @param maxBytes of all records in memory
     * @return empty if more is retained
     */
    public Optional<Stream<ReceivedEvent>> since(Instant since, int maxRecords, long maxBytes)
            throws InterruptedException {
        var records = new KeptRecords(topics.traffic());
        var maxRead = READ_FOR_EACH_KEPT * (maxRecords + 1L);
        try (var reader = new TopicReader(kafka, timeout)) {
            var partitions = reader.partitions(
                    List.of(topics.forbidden(), topics.suspiciousRequests(), topics.pageViews(), topics.traffic()));
            var ends = reader.ends(partitions);
            var beyond = reader.first(beginnings(reader, since, maxRead, ends), ends, record -> {
                records.add(record);
                return records.read() >= maxRead || records.size() > maxRecords || records.bytes() > maxBytes;
            });
            return beyond.isPresent() ? Optional.empty() : Optional.of(inOrder(records.kept(), decoder));
        }
    }

    static Stream<ReceivedEvent> inOrder(List<ConsumerRecord<byte[], byte[]>> records, SecurityEventDecoder decoder) {
        return records.stream()
                .sorted(Comparator.comparing(ConsumerRecord::timestamp))
                .map(decoder::decode)
                .flatMap(Optional::stream);
    }

    private static Map<TopicPartition, Long> beginnings(
            TopicReader reader, Instant since, long maxEvents, Map<TopicPartition, Long> ends) {
        var beginnings = new HashMap<TopicPartition, Long>();
        reader.since(since, ends.keySet()).forEach((partition, first) -> {
            if (first < ends.get(partition)) {
                beginnings.put(partition, Math.max(first, ends.get(partition) - maxEvents));
            }
        });
        return beginnings;
    }
}
