package io.footfall.processor.windows;

import java.util.TreeMap;

/** What all partitions have told of one window so far. */
final class MergedWindow<T> {
    /** Absolute totals by partition. */
    final TreeMap<Integer, T> parts = new TreeMap<>();
    /** Whether the newest record published for the window says that it is final. */
    boolean isFinal;
}
