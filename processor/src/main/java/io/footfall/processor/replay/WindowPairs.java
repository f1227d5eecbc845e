package io.footfall.processor.replay;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The newest totals of each window of a topic in two layers, the newest windows of each; those that both have closed out. */
final class WindowPairs<T> {
    /** A topic that is kept far longer than by default must not fill the memory. */
    private static final int MOST_WINDOWS = 100_000;

    private final List<NavigableMap<String, T>> windows = List.of(new TreeMap<>(), new TreeMap<>());
    private final Predicate<T> isFinal;
    private final int most;

    WindowPairs(Predicate<T> isFinal) {
        this(isFinal, MOST_WINDOWS);
    }

    WindowPairs(Predicate<T> isFinal, int most) {
        this.isFinal = isFinal;
        this.most = most;
    }

    /** @param totals null once the topic has forgotten the window */
    void put(Side side, String key, T totals) {
        var known = side.of(windows);
        if (totals == null) {
            known.remove(key);
        } else {
            known.put(key, totals);
        }
        if (known.size() > most) {
            known.pollFirstEntry();
        }
    }

    void forEachFinal(BiConsumer<Side, T> each) {
        windows.get(0).forEach((key, first) -> {
            var second = windows.get(1).get(key);
            if (second != null && isFinal.test(first) && isFinal.test(second)) {
                each.accept(Side.FIRST, first);
                each.accept(Side.SECOND, second);
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
