package io.footfall.processor.traffic;

import io.footfall.events.TrafficWindow;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts by label in bounded memory, because visitors choose the labels. {@link KnownLabels} and at most {@code LIMIT}
 * labels are kept by name; others, and those that are too long, are counted as {@link TrafficWindow#OTHER}.
 */
final class BoundedCounts {
    private static final int LIMIT = 64;
    private static final int LONGEST = 64;

    private final Map<String, Long> counts = new HashMap<>();

    void add(String label, long count) {
        if (counts.computeIfPresent(label, (known, before) -> before + count) == null) {
            var hasRoom = counts.size() < LIMIT && label.length() <= LONGEST;
            counts.merge(hasRoom || KnownLabels.contains(label) ? label : TrafficWindow.OTHER, count, Long::sum);
        }
    }

    void add(BoundedCounts other) {
        new TreeMap<>(other.counts).forEach(this::add);
    }

    Map<String, Long> byLabel() {
        return new TreeMap<>(counts);
    }
}
