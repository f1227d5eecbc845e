package io.footfall.processor;

import io.footfall.events.topics.TopicCheck;
import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/** Name and number of partitions of {@code clicks}. */
record ClicksTopic(String name, int partitions) {
    private static final Logger LOG = Logger.getLogger(ClicksTopic.class);
    /** Derived records have headers beside the bytes of their click, and a few more characters. */
    private static final int HEADER_BYTES = 16_384;
    /** Topics of windows have one partition, whatever the others have. */
    private static final int SEVERAL = 2;

    /**
     * Creates all topics that are missing, checks those that exist, and describes {@code clicks}.
     *
     * @param initialPartitions of {@code clicks}, if it does not exist yet
     * @param maxRequestBytes largest request that the producer of Kafka Streams sends
     * @throws StartRefusedException if the topics would lose clicks or counts
     */
    static ClicksTopic prepare(Admin admin, Topics topics, int initialPartitions, long maxRequestBytes)
            throws ExecutionException, InterruptedException {
        var partitions = TopicSetup.createMissing(admin, topics, initialPartitions);
        var clicks = new ClicksTopic(topics.clicks(), partitions);
        clicks.checkPartitions(TopicSetup.partitionCounts(admin, topics.perClick()));
        var check = TopicCheck.of(admin, topics.all(SEVERAL));
        check.warnings().forEach(LOG::warn);
        if (!check.errors().isEmpty()) {
            throw new StartRefusedException(String.join("; ", check.errors()));
        }
        clicks.checkSizes(topics, check.maxRecordBytes(), maxRequestBytes);
        return clicks;
    }

    /** A derived record has the partition number of its click, which identifies the click. */
    private void checkPartitions(Map<String, Integer> derived) {
        new TreeMap<>(derived).forEach((topic, found) -> {
            if (found != partitions) {
                throw new StartRefusedException(
                        ("Topic %s has %d partitions, but %s has %d: this serving version was started before the partitions"
                                        + " of %s were changed. Start a new serving version (footfall.serving-version),"
                                        + " see docs/replay.md")
                                .formatted(name, partitions, topic, found, name));
            }
        });
    }

    /** A click that fits into its topic, but not into one that is derived from it, would stop the processor for ever. */
    private void checkSizes(Topics topics, Map<String, Long> maxRecordBytes, long maxRequestBytes) {
        if (!maxRecordBytes.containsKey(name)) {
            return;
        }
        var needed = maxRecordBytes.get(name) + HEADER_BYTES;
        for (var topic : topics.perClick()) {
            checkSize("max.message.bytes of topic " + topic, maxRecordBytes.getOrDefault(topic, needed), needed);
        }
        checkSize("kafka-streams.producer.max.request.size", maxRequestBytes, needed);
    }

    private void checkSize(String setting, long found, long needed) {
        if (found < needed) {
            throw new StartRefusedException(
                    "%s is %d, but must be at least %d: topic %s takes records of %d bytes (max.message.bytes), to which headers are added"
                            .formatted(setting, found, needed, name, needed - HEADER_BYTES));
        }
    }
}
