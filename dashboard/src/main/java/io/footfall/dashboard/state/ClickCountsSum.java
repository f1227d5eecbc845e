package io.footfall.dashboard.state;

import io.footfall.events.ClickCounts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Sums the click counts of all partitions. */
final class ClickCountsSum {
    private ClickCountsSum() {}

    static Snapshot.ClickTotals of(ClickCounts counts) {
        var partitions = counts.partitions();
        var reasons = reasons(partitions);
        return new Snapshot.ClickTotals(
                counts.time(),
                sum(partitions, ClickCounts.Partition::read),
                sum(partitions, ClickCounts.Partition::cleaned),
                sum(partitions, ClickCounts.Partition::outOfMarket),
                reasons.stream().mapToLong(Snapshot.Share::views).sum(),
                reasons,
                sum(partitions, ClickCounts.Partition::late),
                sum(partitions, ClickCounts.Partition::stored),
                sum(partitions, ClickCounts.Partition::notStored),
                sum(partitions, ClickCounts.Partition::inFlight));
    }

    private static long sum(List<ClickCounts.Partition> partitions, ToLongFunction<ClickCounts.Partition> count) {
        return partitions.stream().mapToLong(count).sum();
    }

    private static List<Snapshot.Share> reasons(List<ClickCounts.Partition> partitions) {
        var sums = new TreeMap<String, Long>();
        partitions.forEach(
                partition -> partition.rejected().forEach((reason, count) -> sums.merge(reason, count, Long::sum)));
        return sums.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(entry -> new Snapshot.Share(UntrustedText.label(entry.getKey()), entry.getValue()))
                .toList();
    }
}
