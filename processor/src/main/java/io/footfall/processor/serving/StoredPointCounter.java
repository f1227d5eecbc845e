package io.footfall.processor.serving;

import io.footfall.processor.accounting.StorageResult;
import io.footfall.processor.accounting.StoredPointCounts;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts the points that InfluxDB has answered for, by partition of {@code clicks-cleaned}. A partition starts with the
 * counts that were committed for it when it is assigned. Answers to records that were received before that are ignored,
 * because these records are delivered again, here or to another replica. Thread-safe.
 */
@Singleton
class StoredPointCounter {
    private final Map<Integer, PartitionState> states = new TreeMap<>();

    /**
     * Counts of a partition that can be committed together.
     *
     * @param generation of the consumer group when the partition was assigned
     * @param next the first offset that is not counted yet
     * @param counts of all records before it
     */
    record Committable(int partition, int generation, long next, StoredPointCounts counts) {}

    synchronized void assigned(Committable committed) {
        states.put(committed.partition(), new PartitionState(committed));
    }

    synchronized void revoked(int partition) {
        states.remove(partition);
    }

    /**
     * Whether this replica has had the partition since a record of it was received.
     *
     * @param generation of the consumer group when the record was received
     */
    synchronized boolean isOwned(int partition, int generation) {
        var state = states.get(partition);
        return state != null && generation >= state.current.generation();
    }

    /**
     * Counts what became of one point.
     *
     * @param generation of the consumer group when its record was received
     */
    synchronized void answered(int partition, int generation, long offset, StorageResult result) {
        var state = states.get(partition);
        if (isOwned(partition, generation) && offset >= state.current.next()) {
            var counts = state.current.counts().plus(result);
            state.current = new Committable(partition, state.current.generation(), offset + 1, counts);
        }
    }

    /** Counts that have changed since they were committed. */
    synchronized List<Committable> uncommitted() {
        return states.values().stream()
                .filter(state -> state.committed.next() < state.current.next())
                .map(state -> state.current)
                .toList();
    }

    /** Notes a successful commit. One from before the partition was assigned again is ignored. */
    synchronized void committed(Collection<Committable> commits) {
        for (var commit : commits) {
            var state = states.get(commit.partition());
            if (state != null
                    && state.committed.generation() == commit.generation()
                    && state.committed.next() < commit.next()) {
                state.committed = commit;
            }
        }
    }

    /** Committed counts that have changed since the last call; from now on they count as published. */
    synchronized Map<Integer, StoredPointCounts> takeUnpublished() {
        var unpublished = new HashMap<Integer, StoredPointCounts>();
        states.forEach((partition, state) -> {
            if (!state.committed.counts().equals(state.published)) {
                state.published = state.committed.counts();
                unpublished.put(partition, state.published);
            }
        });
        return unpublished;
    }

    /** The counts that were taken last could not be published. */
    synchronized void notPublished(int partition) {
        var state = states.get(partition);
        if (state != null) {
            state.published = null;
        }
    }

    /** Counts of all answers, committed or not. */
    synchronized StoredPointCounts counts(int partition) {
        var state = states.get(partition);
        return state == null ? StoredPointCounts.NONE : state.current.counts();
    }

    synchronized Set<Integer> partitions() {
        return new TreeSet<>(states.keySet());
    }

    private static final class PartitionState {
        private Committable current;
        private Committable committed;
        private StoredPointCounts published;

        PartitionState(Committable initial) {
            current = initial;
            committed = initial;
        }
    }
}
