package io.footfall.processor.accounting;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.footfall.events.ClickCounts;

/** What topology and sink have told of one partition, each in its own time; saved field by field. */
final class Account {
    private Counts counts = Counts.NONE;
    private StoredPoints points = StoredPoints.NONE;

    /**
     * Points of one partition that the store has answered for, since the beginning.
     *
     * @param notStored those that it refuses for good
     */
    record StoredPoints(
            long stored, @JsonProperty("not_stored") long notStored) {
        static final StoredPoints NONE = new StoredPoints(0, 0);

        long total() {
            return stored + notStored;
        }
    }

    void heard(Counts newest) {
        counts = newest;
    }

    /** They only grow: fewer are the belated message of a sink that has lost the partition. */
    void heard(StoredPoints newest) {
        points = newest.total() < points.total() ? points : newest;
    }

    /**
     * Whether both fit together: the sink may tell of clicks that the topology has yet to tell of,
     * which it does within a second.
     */
    boolean isConsistent() {
        return points.total() <= counts.cleaned();
    }

    ClickCounts.Partition of(int partition) {
        return new ClickCounts.Partition(
                partition,
                counts.read(),
                counts.cleaned(),
                counts.outOfMarket(),
                counts.rejected(),
                counts.late(),
                points.stored,
                points.notStored);
    }
}
