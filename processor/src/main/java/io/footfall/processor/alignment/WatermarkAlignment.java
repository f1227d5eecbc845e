package io.footfall.processor.alignment;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watermark alignment of the partitions of {@code clicks}, bounded by bytes: a partition that has published more totals
 * than the merge should keep is not read until the others have caught up. The counting side reports which partitions are
 * ahead, the consumer pauses these and reports which partitions have unread clicks. Thread-safe.
 */
public final class WatermarkAlignment {
    /** Totals of one kind of windows that wait for slower partitions, over all partitions; bounds the merge's memory. */
    private static final long MAX_BACKLOG_BYTES = 32L << 20;

    private final Map<Integer, Set<String>> kindsAhead = new ConcurrentHashMap<>();
    private final Set<Integer> unread = ConcurrentHashMap.newKeySet();
    private final long maxBacklogPerPartition;

    /** Aligns this number of partitions. */
    public WatermarkAlignment(int partitions) {
        this(partitions, MAX_BACKLOG_BYTES);
    }

    /**
     * Aligns this number of partitions, with another bound.
     *
     * @param maxBacklog bytes of totals that all partitions together may have published before they can be merged
     */
    public WatermarkAlignment(int partitions, long maxBacklog) {
        this.maxBacklogPerPartition = maxBacklog / partitions;
    }

    /**
     * Reports how much one partition has published of windows that the merge cannot close yet.
     *
     * @param kind of windows; a partition is ahead if it is ahead with any kind
     */
    public void reportBacklog(int partition, String kind, long bytes) {
        if (bytes > maxBacklogPerPartition) {
            kindsAhead
                    .computeIfAbsent(partition, first -> ConcurrentHashMap.newKeySet())
                    .add(kind);
        } else {
            kindsAhead.computeIfPresent(
                    partition, (same, kinds) -> kinds.remove(kind) && kinds.isEmpty() ? null : kinds);
        }
    }

    /** Reports whether Kafka has clicks of a partition that have not been read. */
    public void reportUnread(int partition, boolean hasUnread) {
        if (hasUnread) {
            unread.add(partition);
        } else {
            unread.remove(partition);
        }
    }

    /** Whether a partition has to wait for the others. */
    public boolean isAhead(int partition) {
        return kindsAhead.containsKey(partition);
    }

    /** Whether no partition has to wait. */
    boolean isAligned() {
        return kindsAhead.isEmpty();
    }

    /** Whether every click of a partition has been read; a partition that has to wait may have more. */
    public boolean isDrained(int partition) {
        return !isAhead(partition) && !unread.contains(partition);
    }
}
