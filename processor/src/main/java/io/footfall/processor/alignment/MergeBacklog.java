package io.footfall.processor.alignment;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * Size of what one partition has published of windows that are closed for itself, but not yet for all partitions: the
 * merge has to keep these totals. Windows are identified by their start.
 */
public final class MergeBacklog {
    private final Map<Long, Integer> openBytes = new HashMap<>();
    private final NavigableMap<Long, Integer> closedBytes = new TreeMap<>();
    private long bytes;

    /** Notes the size of the newest message about a window that is still open for the partition. */
    public void published(long start, int size) {
        openBytes.put(start, size);
    }

    /** Adds a window that the partition has closed. */
    public void closed(long start) {
        int size = openBytes.remove(start);
        var before = closedBytes.put(start, size);
        bytes += size - (before == null ? 0 : before);
    }

    /** Drops an open window that the merge has closed without the partition. */
    public void expired(long start) {
        openBytes.remove(start);
    }

    /** Drops the windows that the merge has closed. */
    public void merged(LongPredicate isFinal) {
        while (!closedBytes.isEmpty() && isFinal.test(closedBytes.firstKey())) {
            bytes -= closedBytes.pollFirstEntry().getValue();
        }
    }

    public long bytes() {
        return bytes;
    }
}
