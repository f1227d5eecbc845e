package io.footfall.processor.replay.diff;

import java.time.Instant;
import java.util.List;

/**
 * Differences between what two serving versions have derived from the same clicks.
 *
 * @param first the version that is compared with
 * @param second the version that is compared
 * @param equal whether no measure of any hour differs
 * @param clicks which clicks were compared, by derived topic and partition
 * @param windows which windows were compared, by topic
 * @param hours the hours in which something differs, with only what differs
 * @param totals every measure over all hours
 */
public record DiffReport(
        String first,
        String second,
        Instant madeAt,
        boolean equal,
        List<Clicks> clicks,
        List<Windows> windows,
        List<Hour> hours,
        List<Measure> totals) {
    public DiffReport {
        clicks = List.copyOf(clicks);
        windows = List.copyOf(windows);
        hours = List.copyOf(hours);
        totals = List.copyOf(totals);
    }

    /**
     * Offsets in a partition of {@code clicks}; below {@code from} records of a version have been deleted.
     *
     * @param topic the derived topic of the first version
     * @param to offset behind the last click that both versions have processed
     */
    record Clicks(String topic, int partition, long from, long to) {}

    /**
     * Windows of a topic: only those that are final in both versions are compared.
     *
     * @param topic of the first version
     * @param notFinal windows of both versions, but not final in one of them
     */
    record Windows(String topic, int compared, int onlyInFirst, int onlyInSecond, int notFinal) {}

    /** @param hour its start in UTC, or {@code other} for the hours beyond the limit of a report */
    record Hour(String hour, List<Measure> differences) {
        Hour {
            differences = List.copyOf(differences);
        }
    }

    /** @param difference {@code second - first} */
    record Measure(String measure, long first, long second, long difference) {
        static Measure of(String measure, long first, long second) {
            return new Measure(measure, first, second, second - first);
        }

        boolean differs() {
            return difference != 0;
        }
    }
}
