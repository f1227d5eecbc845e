package io.footfall.processor.windows;

import io.footfall.processor.partials.Partial;
import java.util.TreeMap;

/** How far each partition is, as far as it has told. */
final class Progress {
    private final TreeMap<Integer, Long> watermarks = new TreeMap<>();
    private final TreeMap<Integer, Boolean> idle = new TreeMap<>();
    private long forgottenBefore = Long.MIN_VALUE;

    void heard(Partial partial) {
        // A partition that begins again tells its windows before its watermark, which never falls.
        watermarks.merge(partial.partition(), partial.watermark(), Math::max);
        idle.put(partial.partition(), partial.idle());
    }

    /**
     * Event time that every partition which is not idle has passed; if all are idle, there is nothing to wait for.
     *
     * @param partitions how many there are: before each has been heard nothing is passed
     */
    long passed(int partitions) {
        return watermarks.size() < partitions
                ? Partial.NO_CLICK_YET
                : watermarks.entrySet().stream()
                        .filter(entry -> !idle.get(entry.getKey()))
                        .mapToLong(entry -> entry.getValue())
                        .min()
                        .orElse(Long.MAX_VALUE);
    }

    /** Event time that every partition has passed, so that none of them can tell anything about it any more. */
    long settled(int partitions) {
        return watermarks.size() < partitions
                ? Partial.NO_CLICK_YET
                : watermarks.values().stream().mapToLong(Long::longValue).min().orElse(Partial.NO_CLICK_YET);
    }

    void forget(long start) {
        forgottenBefore = Math.max(forgottenBefore, start + 1);
    }

    boolean isForgotten(long start) {
        return start < forgottenBefore;
    }

    /** Windows that begin before it are forgotten. */
    long forgotten() {
        return forgottenBefore;
    }
}
