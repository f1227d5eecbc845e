package io.footfall.processor.accounting;

import io.footfall.events.ClickCounts;
import java.time.Instant;

/**
 * Newest counts of one partition, from the topology and from the writer of points, which report at different times. Its
 * fields are saved as JSON.
 */
public final class PartitionClickCounts {
    private ProcessedClickCounts processed = ProcessedClickCounts.NONE;
    private StoredPointCounts stored = StoredPointCounts.NONE;

    public void update(ProcessedClickCounts newest) {
        processed = newest;
    }

    /** Ignores smaller counts: they are a delayed message of a writer that has lost the partition. */
    public void update(StoredPointCounts newest) {
        stored = newest.total() < stored.total() ? stored : newest;
    }

    /**
     * Whether the two counts fit together. Points may be reported before the topology has reported their clicks, which it
     * does within a second.
     */
    public boolean isConsistent() {
        return stored.total() <= processed.cleaned();
    }

    public ClickCounts at(Instant time, int partition) {
        return new ClickCounts(
                time,
                partition,
                processed.read(),
                processed.cleaned(),
                processed.outOfMarket(),
                processed.rejected(),
                processed.late(),
                stored.stored(),
                stored.notStored(),
                stored.expired());
    }
}
