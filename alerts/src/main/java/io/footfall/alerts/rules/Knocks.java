package io.footfall.alerts.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The newest clicks on forbidden paths, in bounded memory: of each a hash of its path, which nobody can choose, and when it came. */
final class Knocks {
    private static final int LEAST_KEPT = 1_000;

    private final Duration window;
    private final int most;
    private final Deque<Knock> newest = new ArrayDeque<>();
    private final Map<String, Integer> clicksByPath = new HashMap<>();

    private record Knock(String path, Instant at) {}

    /**
     * Keeps what is needed to tell apart numbers up to a threshold.
     *
     * @param window how long a click is kept
     * @param threshold the largest number that is asked about
     */
    Knocks(Duration window, int threshold) {
        this.window = window;
        this.most = most(threshold);
    }

    static int most(int threshold) {
        return Math.max(threshold, LEAST_KEPT);
    }

    void add(String path, Instant at) {
        var knock = new Knock(Fingerprint.of(path), at);
        newest.addLast(knock);
        clicksByPath.merge(knock.path, 1, Integer::sum);
        while (newest.size() > most || newest.getFirst().at.isBefore(at.minus(window))) {
            var gone = newest.removeFirst();
            clicksByPath.computeIfPresent(gone.path, (path1, count) -> count == 1 ? null : count - 1);
        }
    }

    int clicks() {
        return newest.size();
    }

    int paths() {
        return clicksByPath.size();
    }

    String inWords(Duration within) {
        var atLeast = newest.size() == most ? "at least " : "";
        return "%s%d requests for %d pages within %d s".formatted(atLeast, clicks(), paths(), within.toSeconds());
    }
}
