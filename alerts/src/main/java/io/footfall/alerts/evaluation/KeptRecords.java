package io.footfall.alerts.evaluation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that are kept in memory for a backtest. A window of traffic is written several times a second; rules need one
 * record a second, so one that follows sooner takes the place of its predecessor.
 */
final class KeptRecords {
    private static final long INTERVAL_MILLIS = 1_000;
    /** Memory of one record beside its key and value. */
    private static final long OVERHEAD_BYTES = 200;

    private final String traffic;
    private final List<ConsumerRecord<byte[], byte[]>> kept = new ArrayList<>();
    private final Map<ByteBuffer, Newest> newestOfWindows = new HashMap<>();
    private long read;
    private long bytes;

    /**
     * Place of the newest record of a window.
     *
     * @param since time of the record that took this place first, ms since the epoch
     */
    private record Newest(int index, long since) {}

    /** @param traffic topic of the windows of traffic */
    KeptRecords(String traffic) {
        this.traffic = traffic;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        read++;
        bytes += bytes(record);
        if (!record.topic().equals(traffic) || record.key() == null) {
            kept.add(record);
            return;
        }
        var window = ByteBuffer.wrap(record.key());
        var newest = newestOfWindows.get(window);
        if (newest != null && record.timestamp() - newest.since() < INTERVAL_MILLIS) {
            bytes -= bytes(kept.set(newest.index(), record));
        } else {
            newestOfWindows.put(window, new Newest(kept.size(), record.timestamp()));
            kept.add(record);
        }
    }

    List<ConsumerRecord<byte[], byte[]>> kept() {
        return kept;
    }

    int size() {
        return kept.size();
    }

    /** How many were added. */
    long read() {
        return read;
    }

    long bytes() {
        return bytes;
    }

    private static long bytes(ConsumerRecord<?, ?> record) {
        return OVERHEAD_BYTES + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }
}
