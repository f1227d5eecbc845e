package io.footfall.processor;

import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.TopicReader;
import io.footfall.processor.accounting.ClickCounter;
import io.footfall.processor.state.ResumePoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Checks, before a partition of {@code clicks} is processed, that the saved counts fit the committed offset of the consumer
 * group: see {@link ResumePoint}. Thread-safe.
 */
final class ResumeGuard implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ResumeGuard.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String topic;
    private final String group;
    private final Map<String, Object> kafka;
    private final KafkaAdmin admin;

    /**
     * Creates a guard.
     *
     * @param topic name of {@code clicks}
     * @param group of the processor
     * @param kafka settings of Kafka clients
     */
    ResumeGuard(String topic, String group, Map<String, Object> kafka) {
        this.topic = topic;
        this.group = group;
        this.kafka = Map.copyOf(kafka);
        this.admin = new KafkaAdmin(kafka, TIMEOUT);
    }

    /** Checks saved counts. */
    @FunctionalInterface
    interface Check {
        /**
         * Checks the counts of one partition.
         *
         * @throws StartRefusedException if clicks would be counted twice or not at all
         */
        void check(int partition, ClickCounter saved);
    }

    /** See {@link Check}. */
    void check(int number, ClickCounter saved) {
        var partition = new TopicPartition(topic, number);
        try {
            var begin = admin.offsets(List.of(partition), OffsetSpec.earliest()).get(partition);
            check(partition, new ResumePoint(saved.read(), saved.next(), committed(partition), begin));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "Kafka does not answer with the committed offset of group %s (kafka.bootstrap.servers)"
                            .formatted(group),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the offset of group " + group + " is read", e);
        }
    }

    private void check(TopicPartition partition, ResumePoint point) {
        point.conflict().ifPresent(conflict -> refuse(partition, point, conflict));
        if (point.isAhead() && hasClicks(partition, point)) {
            refuse(
                    partition,
                    point,
                    "but the group's committed offset is %d, so the clicks in between would not be counted"
                            .formatted(point.committed().getAsLong()));
        }
        if (point.isWithoutCounts()) {
            LOG.warnf(
                    "Group %s continues at offset %d of %s, of which no clicks are counted: counts begin there. If the offset"
                            + " was not set by hand, its state is lost: start a new serving version, see docs/replay.md",
                    group, point.committed().getAsLong(), partition);
        }
        if (point.deleted() > 0) {
            LOG.errorf(
                    "Kafka has deleted %d records of %s before they were processed (retention.ms of the topic): their clicks"
                            + " are missing in all totals",
                    point.deleted(), partition);
        }
    }

    private void refuse(TopicPartition partition, ResumePoint point, String conflict) {
        throw new StartRefusedException(("The saved state of group %s has counted %d clicks of %s, up to offset %d, %s."
                        + " Start a new serving version (footfall.serving-version), see docs/replay.md")
                .formatted(group, point.counted(), partition, point.next(), conflict));
    }

    private boolean hasClicks(TopicPartition partition, ResumePoint point) {
        var from = Math.max(point.next(), point.begin());
        var to = point.committed().getAsLong();
        if (from >= to) {
            return false;
        }
        try (var reader = new TopicReader(kafka, TIMEOUT)) {
            return reader.first(Map.of(partition, from), Map.of(partition, to), record -> true)
                    .isPresent();
        }
    }

    /** Waits for transactions that are about to commit an offset. */
    private OptionalLong committed(TopicPartition partition)
            throws ExecutionException, InterruptedException, TimeoutException {
        var specs = Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition)));
        var options = new ListConsumerGroupOffsetsOptions().requireStable(true);
        var found = admin.await(
                        admin.client().listConsumerGroupOffsets(specs, options).partitionsToOffsetAndMetadata(group))
                .get(partition);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found.offset());
    }

    @Override
    public void close() {
        admin.close();
    }
}
