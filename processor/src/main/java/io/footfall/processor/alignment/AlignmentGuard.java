package io.footfall.processor.alignment;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks that Kafka Streams reads {@code clicks} with an {@link AlignedConsumer}. With another consumer nothing would
 * seem wrong until a long replay runs out of memory. Thread-safe.
 */
public final class AlignmentGuard {
    private final Set<Thread> pollingThreads = ConcurrentHashMap.newKeySet();

    /** Called on a thread that polls an aligned consumer, before its first poll. */
    public void beforeFirstPoll() {
        pollingThreads.add(Thread.currentThread());
    }

    /**
     * Called on a thread of Kafka Streams that is about to process a partition of {@code clicks}.
     *
     * @throws IllegalStateException if this thread does not poll an aligned consumer
     */
    public void check() {
        if (!pollingThreads.contains(Thread.currentThread())) {
            throw new IllegalStateException(
                    "Kafka Streams does not read clicks with the consumer that aligns partitions."
                            + " Set kafka-streams.group.protocol=classic; if it is set, this version of Kafka Streams does not"
                            + " use the consumer of its KafkaClientSupplier");
        }
    }
}
