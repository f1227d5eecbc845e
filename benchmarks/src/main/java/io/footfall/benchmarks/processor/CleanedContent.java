package io.footfall.benchmarks.processor;

import io.footfall.events.ClickJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Adds up cleaned clicks, so that two topics can be compared whose records are in another order. */
final class CleanedContent {
    private long count;
    private long sum;

    void add(ConsumerRecord<byte[], byte[]> cleaned) {
        try {
            sum += ClickJson.read(cleaned.value()).hashCode();
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException("a record of " + cleaned.topic() + " is no cleaned click", e);
        }
    }

    long count() {
        return count;
    }

    /** Of the clicks' hash codes. */
    long sum() {
        return sum;
    }
}
