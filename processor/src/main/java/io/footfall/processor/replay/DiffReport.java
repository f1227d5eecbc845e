package io.footfall.processor.replay;

import java.time.Instant;
import java.util.List;

/**
 * What two layers have made of the very same clicks.
 *
 * @param first the layer that is compared with
 * @param second the layer that is compared
 * @param madeAt when
 * @param equal whether no measure of any hour differs
 * @param clicks which clicks were compared, by derived topic and partition
 * @param windows which windows were compared, by topic
 * @param hours the hours in which something differs, only what differs
 * @param totals every measure over all hours
 */
record DiffReport(
        String first,
        String second,
        Instant madeAt,
        boolean equal,
        List<Clicks> clicks,
        List<Windows> windows,
        List<Hour> hours,
        List<Measure> totals) {
    DiffReport {
        clicks = List.copyOf(clicks);
        windows = List.copyOf(windows);
        hours = List.copyOf(hours);
        totals = List.copyOf(totals);
    }

    /**
     * Offsets in a partition of {@code clicks}; below {@code from} a layer no longer has all records.
     *
     * @param topic the derived topic of the first layer
     * @param to offset after the last one that both layers have processed
     */
    record Clicks(String topic, int partition, long from, long to) {}

    /**
     * Windows of a topic: only those that are final in both layers are compared.
     *
     * @param topic of the first layer
     * @param notFinal in both, but in one of them not final yet
     */
    record Windows(String topic, int compared, int onlyInFirst, int onlyInSecond, int notFinal) {}

    /** @param hour its start in UTC, or {@code other} for those beyond what a report has room for */
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
