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
        var offsets = seen.computeIfAbsent(number(record, Headers.SOURCE_PARTITION), absent -> new BitSet());
        var offset = number(record, Headers.SOURCE_OFFSET);
        twice += offsets.get(offset) ? 1 : 0;
        offsets.set(offset);
    }

    private static int number(ConsumerRecord<byte[], byte[]> record, String header) {
        return Integer.parseInt(new String(record.headers().lastHeader(header).value(), US_ASCII));
    }

    long different() {
        return seen.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    long twice() {
        return twice;
    }
}
