package io.footfall.processor.windows;

import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** What one partition has told of windows that others have not passed yet: their starts in, their bytes out. */
final class Lead {
    private final NavigableMap<Long, Integer> bytesByStart = new TreeMap<>();
    private long bytes;

    void told(long start, int size) {
        var before = bytesByStart.put(start, size);
        bytes += size - (before == null ? 0 : before);
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
        bytesByStart.clear();
        bytes = 0;
    }
}
