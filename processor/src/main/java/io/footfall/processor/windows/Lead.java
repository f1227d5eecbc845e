package io.footfall.processor.windows;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** What one partition has told of windows that others have not passed yet: their starts in, their bytes out. */
final class Lead {
    private final Map<Long, Integer> open = new HashMap<>();
    private final NavigableMap<Long, Integer> bytesByStart = new TreeMap<>();
    private long bytes;

    /** A window that is open still. */
    void told(long start, int size) {
        open.put(start, size);
    }

    /** The partition has passed a window that it has told. */
    void passed(long start) {
        int size = open.remove(start);
        var before = bytesByStart.put(start, size);
        bytes += size - (before == null ? 0 : before);
    }

    /** Lets go of a window that was closed without the partition. */
    void forget(long start) {
        open.remove(start);
    }

    /** Lets go of the windows that are final. */
    void caughtUp(LongPredicate isFinal) {
        while (!bytesByStart.isEmpty() && isFinal.test(bytesByStart.firstKey())) {
            bytes -= bytesByStart.pollFirstEntry().getValue();
        }
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        open.clear();
        bytesByStart.clear();
        bytes = 0;
    }
}
