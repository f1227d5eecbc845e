package io.footfall.processor.windows;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the partitions together: who counts windows says which partitions are too far ahead of the
 * others, who reads {@code clicks} lets these wait, and says which have more clicks to bring.
 */
public final class Pace {
    /** Totals that wait for slower partitions, of one kind and all partitions; bounds the merge's memory. */
    private static final long MOST_WAITING_BYTES = 32L << 20;

    private final Map<Integer, Set<String>> ahead = new ConcurrentHashMap<>();
    private final Set<Integer> unread = ConcurrentHashMap.newKeySet();
    private final long share;

    /** Keeps so many partitions together. */
    public Pace(int partitions) {
        this(partitions, MOST_WAITING_BYTES);
    }

    /**
     * The same with another bound.
     *
     * @param mostWaiting bytes of totals that all partitions may have told before they can be merged
     */
    public Pace(int partitions, long mostWaiting) {
        this.share = mostWaiting / partitions;
    }

    /** Bytes of totals that one partition may have told before they can be merged. */
    long share() {
        return share;
    }

    void tell(int partition, String kind, boolean isAhead) {
        if (isAhead) {
            ahead.computeIfAbsent(partition, first -> ConcurrentHashMap.newKeySet())
                    .add(kind);
        } else {
            ahead.computeIfPresent(partition, (same, kinds) -> kinds.remove(kind) && kinds.isEmpty() ? null : kinds);
        }
    }

    /** Whether a partition has to wait for the others. */
    public boolean isAhead(int partition) {
        return ahead.containsKey(partition);
    }

    /** Whether none has to wait. */
    public boolean isEven() {
        return ahead.isEmpty();
    }

    /** Takes note of whether the log has more clicks of a partition than have been read. */
    public void unread(int partition, boolean more) {
        if (more) {
            unread.add(partition);
        } else {
            unread.remove(partition);
        }
    }

    /** Whether a partition that brings no clicks has none. */
    boolean isSilent(int partition) {
        return !isAhead(partition) && !unread.contains(partition);
    }
}
