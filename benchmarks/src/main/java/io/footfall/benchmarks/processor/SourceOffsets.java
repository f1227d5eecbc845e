package io.footfall.benchmarks.processor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.footfall.events.Headers;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which clicks the records of a topic come from, told by their headers. */
final class SourceOffsets {
    private final Map<Integer, BitSet> seen = new TreeMap<>();
    private long twice;

    void note(ConsumerRecord<byte[], byte[]> record) {
        var offsets = seen.computeIfAbsent(record.partition(), absent -> new BitSet());
        var offset = offset(record);
        twice += offsets.get(offset) ? 1 : 0;
        offsets.set(offset);
    }

    private static int offset(ConsumerRecord<byte[], byte[]> record) {
        return Integer.parseInt(
                new String(record.headers().lastHeader(Headers.SOURCE_OFFSET).value(), US_ASCII));
    }

    long different() {
        return seen.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    long twice() {
        return twice;
    }
}
