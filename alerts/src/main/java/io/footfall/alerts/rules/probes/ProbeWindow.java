package io.footfall.alerts.rules.probes;

import io.footfall.events.text.ShortHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Sliding window of the newest clicks on forbidden paths. Memory is bounded: paths are kept as hashes, and no more
 * clicks are kept than the thresholds need.
 */
public final class ProbeWindow {
    private static final int MIN_CAPACITY = 1_000;

    private final Duration length;
    private final int capacity;
    private final Deque<Probe> probes = new ArrayDeque<>();
    private final Map<String, Integer> clicksByPath = new HashMap<>();

    private record Probe(String path, Instant at) {}

    /**
     * An empty window.
     *
     * @param length how long a click stays in it
     * @param threshold the largest count that is compared with it
     */
    public ProbeWindow(Duration length, int threshold) {
        this.length = length;
        this.capacity = capacity(threshold);
    }

    public static int capacity(int threshold) {
        return Math.max(threshold, MIN_CAPACITY);
    }

    public void add(String path, Instant at) {
        var probe = new Probe(ShortHash.of(path), at);
        probes.addLast(probe);
        clicksByPath.merge(probe.path, 1, Integer::sum);
        while (probes.size() > capacity || probes.getFirst().at.isBefore(at.minus(length))) {
            var evicted = probes.removeFirst();
            clicksByPath.computeIfPresent(evicted.path, (path1, count) -> count == 1 ? null : count - 1);
        }
    }

    public int clicks() {
        return probes.size();
    }

    public int paths() {
        return clicksByPath.size();
    }

    public String description() {
        var atLeast = probes.size() == capacity ? "at least " : "";
        return "%s%d requests for %d pages within %d s".formatted(atLeast, clicks(), paths(), length.toSeconds());
    }
}
