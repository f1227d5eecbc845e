package io.footfall.processor.windows;

import io.footfall.processor.partials.WatermarkAdvance;
import io.footfall.processor.partials.WindowPart;
import java.util.TreeMap;

/** Watermarks of all partitions, as far as they have been received. Its fields are saved as JSON. */
final class PartitionWatermarks {
    private final TreeMap<Integer, Long> watermarks = new TreeMap<>();
    private final TreeMap<Integer, Boolean> idle = new TreeMap<>();
    private long retentionFloor = WatermarkAdvance.NO_WATERMARK;

    void update(WatermarkAdvance advance) {
        update(advance.partition(), advance.watermark(), advance.idle());
    }

    /** Notes that the partition exists. Whether it is idle, it says with its next {@link WatermarkAdvance}. */
    void update(WindowPart part) {
        watermarks.putIfAbsent(part.partition(), WatermarkAdvance.NO_WATERMARK);
        idle.putIfAbsent(part.partition(), false);
    }

    /** Watermarks never fall: a partition that starts again sends its windows before its watermark. */
    private void update(int partition, long watermark, boolean isIdle) {
        watermarks.merge(partition, watermark, Math::max);
        idle.put(partition, isIdle);
    }

    /**
     * Minimum watermark of the partitions that are not idle; the maximum of time if all are idle.
     *
     * @param partitions their number: there is no watermark before each of them has sent a message
     */
    long watermark(int partitions) {
        return watermarks.size() < partitions
                ? WatermarkAdvance.NO_WATERMARK
                : watermarks.entrySet().stream()
                        .filter(entry -> !idle.get(entry.getKey()))
                        .mapToLong(entry -> entry.getValue())
                        .min()
                        .orElse(Long.MAX_VALUE);
    }

    /** Minimum watermark of all partitions: no window that it closes can change any more. */
    long watermarkWithIdle(int partitions) {
        return watermarks.size() < partitions
                ? WatermarkAdvance.NO_WATERMARK
                : watermarks.values().stream().mapToLong(Long::longValue).min().orElse(WatermarkAdvance.NO_WATERMARK);
    }

    /** Maximum watermark of all partitions. */
    long newest() {
        return watermarks.values().stream().mapToLong(Long::longValue).max().orElse(WatermarkAdvance.NO_WATERMARK);
    }

    /** Notes that a window has been evicted. */
    void evicted(long start) {
        retentionFloor = Math.max(retentionFloor, start + 1);
    }

    boolean isEvicted(long start) {
        return start < retentionFloor;
    }

    /** Windows that start before it have been evicted. */
    long retentionFloor() {
        return retentionFloor;
    }
}
