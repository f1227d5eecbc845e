package io.footfall.processor.replay.diff;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Pairs the windows of two serving versions. Keeps the newest totals of each window, and the newest windows only. */
final class WindowPairs<T> {
    /** Bounds the memory if a topic is kept far longer than by default. */
    private static final int MAX_WINDOWS = 100_000;

    private final List<NavigableMap<String, T>> windows = List.of(new TreeMap<>(), new TreeMap<>());
    private final Predicate<T> isFinal;
    private final int maxWindows;

    WindowPairs(Predicate<T> isFinal) {
        this(isFinal, MAX_WINDOWS);
    }

    WindowPairs(Predicate<T> isFinal, int maxWindows) {
        this.isFinal = isFinal;
        this.maxWindows = maxWindows;
    }

    /** @param totals null if the window has been deleted from the topic */
    void put(VersionSide side, String key, T totals) {
        var known = side.of(windows);
        if (totals == null) {
            known.remove(key);
        } else {
            known.put(key, totals);
        }
        if (known.size() > maxWindows) {
            known.pollFirstEntry();
        }
    }

    void forEachFinal(BiConsumer<VersionSide, T> each) {
        windows.get(0).forEach((key, first) -> {
            var second = windows.get(1).get(key);
            if (second != null && isFinal.test(first) && isFinal.test(second)) {
                each.accept(VersionSide.FIRST, first);
                each.accept(VersionSide.SECOND, second);
            }
        });
    }

    DiffReport.Windows summary(String topic) {
        var inBoth = windows.get(0).keySet().stream()
                .filter(windows.get(1)::containsKey)
                .toList();
        var compared = (int) inBoth.stream()
                .filter(key -> windows.stream().allMatch(side -> isFinal.test(side.get(key))))
                .count();
        return new DiffReport.Windows(
                topic,
                compared,
                windows.get(0).size() - inBoth.size(),
                windows.get(1).size() - inBoth.size(),
                inBoth.size() - compared);
    }
}
