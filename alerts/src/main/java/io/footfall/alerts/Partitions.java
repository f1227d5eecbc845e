package io.footfall.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Names of topics in, all their partitions out, once somebody has created them. */
final class Partitions {
    private static final Duration SLICE = Duration.ofMillis(500);

    private Partitions() {}

    /**
     * The partitions.
     *
     * @throws IllegalStateException if there is no broker, or no such topic, within that time
     */
    static List<TopicPartition> of(Consumer<?, ?> consumer, Stream<String> topics, Duration patience)
            throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : topics.toList()) {
            partitions.addAll(of(consumer, topic, patience, deadline));
        }
        return partitions;
    }

    private static List<TopicPartition> of(Consumer<?, ?> consumer, String topic, Duration patience, long deadline)
            throws InterruptedException {
        while (true) {
            var left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            try {
                var found = consumer.partitionsFor(topic, left);
                if (found != null && !found.isEmpty()) {
                    return found.stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
                }
            } catch (TimeoutException e) {
                throw new IllegalStateException(
                        "Topic %s cannot be read (kafka.bootstrap.servers) within %s".formatted(topic, patience), e);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Topic %s does not exist after %s".formatted(topic, patience));
            }
            // A topic that somebody else creates can only be asked for, not awaited.
            TimeUnit.MILLISECONDS.sleep(SLICE.toMillis());
        }
    }
}
