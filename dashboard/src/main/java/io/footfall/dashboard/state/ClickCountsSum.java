package io.footfall.dashboard.state;

import io.footfall.events.ClickCounts;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Sums the click counts of all partitions. */
final class ClickCountsSum {
    private ClickCountsSum() {}

    /** The totals, or null without any partition. */
    static Snapshot.ClickTotals of(Collection<ClickCounts> partitions) {
        if (partitions.isEmpty()) {
            return null;
        }
        var reasons = reasons(partitions);
        return new Snapshot.ClickTotals(
                newestTime(partitions),
                sum(partitions, ClickCounts::read),
                sum(partitions, ClickCounts::cleaned),
                sum(partitions, ClickCounts::outOfMarket),
                reasons.stream().mapToLong(Snapshot.Share::views).sum(),
                reasons,
                sum(partitions, ClickCounts::late),
                sum(partitions, ClickCounts::stored),
                sum(partitions, ClickCounts::notStored),
                sum(partitions, ClickCounts::expired),
                sum(partitions, ClickCounts::inFlight));
    }

    private static Instant newestTime(Collection<ClickCounts> partitions) {
        return partitions.stream()
                .map(ClickCounts::time)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static long sum(Collection<ClickCounts> partitions, ToLongFunction<ClickCounts> count) {
        return partitions.stream().mapToLong(count).sum();
    }

    private static List<Snapshot.Share> reasons(Collection<ClickCounts> partitions) {
        var sums = new TreeMap<String, Long>();
        partitions.forEach(
                partition -> partition.rejected().forEach((reason, count) -> sums.merge(reason, count, Long::sum)));
        return sums.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(entry -> new Snapshot.Share(UntrustedText.label(entry.getKey()), entry.getValue()))
                .toList();
    }
}
