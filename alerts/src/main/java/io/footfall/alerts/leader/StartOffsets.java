package io.footfall.alerts.leader;

import io.footfall.alerts.AlertsConfig;
import io.footfall.alerts.rules.ForbiddenPathRule;
import io.footfall.alerts.rules.ProbingRule;
import io.footfall.alerts.state.AlertsView;
import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.Topics;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides where the security channel begins. In a partition without a committed offset that is behind the last click or
 * request that an alert has counted, or else where the warm-up would begin: the whole past would be a storm of old
 * alerts. Such a partition is new, or the consumer group was away for so long that Kafka has deleted its offsets.
 */
@Singleton
final class StartOffsets {
    private final AlertsView view;
    private final Topics topics;
    private final Duration warmUp;
    private final Clock clock;

    StartOffsets(AlertsView view, Topics topics, AlertsConfig config, Clock clock) {
        this.view = view;
        this.topics = topics;
        this.warmUp = config.warmUp();
        this.clock = clock;
    }

    /**
     * The first offset of each partition. Where none was committed, it is sought and committed. The view must be
     * complete.
     */
    Map<TopicPartition, Long> of(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var offsets = new HashMap<TopicPartition, Long>();
        consumer.committed(new HashSet<>(partitions)).forEach((partition, committed) -> {
            if (committed != null) {
                offsets.put(partition, committed.offset());
            }
        });
        var missing = new HashSet<>(partitions);
        missing.removeAll(offsets.keySet());
        if (!missing.isEmpty()) {
            offsets.putAll(begin(consumer, missing));
        }
        return offsets;
    }

    private Map<TopicPartition, Long> begin(Consumer<?, ?> consumer, Collection<TopicPartition> missing) {
        var offsets = new HashMap<>(consumer.endOffsets(missing));
        var since = clock.instant().minus(warmUp).toEpochMilli();
        consumer.offsetsForTimes(missing.stream().collect(Collectors.toMap(same -> same, same -> since)))
                .forEach((partition, found) -> {
                    if (found != null) {
                        offsets.put(partition, found.offset());
                    }
                });
        replaceCounted(offsets, topics.forbidden(), ForbiddenPathRule.NAME);
        replaceCounted(offsets, topics.suspiciousRequests(), ProbingRule.NAME);
        warnOfSkipped(offsets, consumer.beginningOffsets(missing));
        offsets.forEach(consumer::seek);
        // Else a partition without new records would have no offset at the next start either.
        consumer.commitAsync(
                offsets.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, offset -> new OffsetAndMetadata(offset.getValue()))),
                null);
        return offsets;
    }

    private void replaceCounted(Map<TopicPartition, Long> offsets, String topic, String rule) {
        view.countedOffsets(rule)
                .forEach((partition, offset) -> offsets.replace(new TopicPartition(topic, partition), offset + 1));
    }

    private void warnOfSkipped(Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> beginnings) {
        var skipped = new TreeSet<String>();
        offsets.forEach((partition, offset) -> {
            if (offset > beginnings.get(partition)) {
                skipped.add(partition + " from " + offset);
            }
        });
        if (!skipped.isEmpty()) {
            Log.warnf(
                    "Kafka has no offsets of consumer group %s for %s: it begins behind the last click that an alert has"
                            + " counted, else %s ago (footfall.alerts.warm-up); what is older raises no alert",
                    new ConsumerGroups(topics).alerts(), skipped, warmUp);
        }
    }
}
