package io.footfall.dashboard.board;

import io.footfall.events.Accounting;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The processor's books by partition in, their sums out. */
final class Ledger {
    private Ledger() {}

    static Snapshot.Books sums(Accounting accounting) {
        var partitions = accounting.partitions();
        var reasons = reasons(partitions);
        return new Snapshot.Books(
                accounting.time(),
                sum(partitions, Accounting.Partition::read),
                sum(partitions, Accounting.Partition::cleaned),
                sum(partitions, Accounting.Partition::outOfMarket),
                reasons.stream().mapToLong(Snapshot.Share::views).sum(),
                reasons,
                sum(partitions, Accounting.Partition::late),
                sum(partitions, Accounting.Partition::stored),
                sum(partitions, Accounting.Partition::notStored),
                sum(partitions, Accounting.Partition::inFlight));
    }

    private static long sum(List<Accounting.Partition> partitions, ToLongFunction<Accounting.Partition> count) {
        return partitions.stream().mapToLong(count).sum();
    }

    private static List<Snapshot.Share> reasons(List<Accounting.Partition> partitions) {
        var counts = new TreeMap<String, Long>();
        partitions.forEach(
                partition -> partition.rejected().forEach((reason, count) -> counts.merge(reason, count, Long::sum)));
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(entry -> new Snapshot.Share(StrangersText.label(entry.getKey()), entry.getValue()))
                .toList();
    }
}
