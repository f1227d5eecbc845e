package io.footfall.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.processor.accounting.StorageResult;
import io.footfall.processor.accounting.StoredPointCounts;
import io.footfall.processor.serving.StoredPointCounter.Committable;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StoredPointCounterTest {
    private static final int FIRST = 1;
    private static final int SECOND = 2;

    private final StoredPointCounter counter = new StoredPointCounter();

    @Test
    void answersAreAddedToCommittedCounts() {
        counter.assigned(new Committable(0, FIRST, 100, new StoredPointCounts(70, 3, 0)));
        answered(FIRST, 100, 101, 105);
        counter.answered(0, FIRST, 106, StorageResult.NOT_STORED);
        counter.answered(0, FIRST, 107, StorageResult.EXPIRED);

        assertThat(counter.uncommitted())
                .containsExactly(new Committable(0, FIRST, 108, new StoredPointCounts(73, 4, 1)));
    }

    @Test
    void aRecordThatIsDeliveredAgainIsCountedOnce() {
        assign(FIRST, 0, StoredPointCounts.NONE);
        answered(FIRST, 0, 1, 2);
        answered(FIRST, 1, 2, 3);

        assertThat(counter.counts(0)).isEqualTo(new StoredPointCounts(4, 0, 0));
    }

    @Test
    void answersFromBeforeTheLastAssignmentAreNotCounted() {
        assign(FIRST, 0, StoredPointCounts.NONE);
        answered(FIRST, 0, 1);
        counter.revoked(0);
        assign(SECOND, 0, StoredPointCounts.NONE); // the commit of the first two has failed
        answered(FIRST, 2, 3);
        answered(SECOND, 0, 1, 2, 3);

        assertThat(counter.counts(0)).isEqualTo(new StoredPointCounts(4, 0, 0));
    }

    @Test
    void answersOfARevokedPartitionAreNotCounted() {
        assign(FIRST, 0, StoredPointCounts.NONE);
        counter.revoked(0);
        answered(FIRST, 0, 1);

        assertThat(counter.uncommitted()).isEmpty();
        assertThat(counter.partitions()).isEmpty();
    }

    @Test
    void aPartitionThatIsKeptInARebalanceGoesOn() {
        assign(FIRST, 0, StoredPointCounts.NONE);
        answered(SECOND, 0, 1);

        assertThat(counter.counts(0)).isEqualTo(new StoredPointCounts(2, 0, 0));
    }

    @Test
    void answersDuringACommitAreUncommittedAfterIt() {
        assign(FIRST, 0, StoredPointCounts.NONE);
        answered(FIRST, 0, 1);
        var due = counter.uncommitted();
        answered(FIRST, 2);
        counter.committed(due);

        assertThat(counter.uncommitted()).containsExactly(new Committable(0, FIRST, 3, new StoredPointCounts(3, 0, 0)));
    }

    @Test
    void aCommitFromBeforeTheLastAssignmentIsIgnored() {
        assign(FIRST, 0, StoredPointCounts.NONE);
        answered(FIRST, 0, 1);
        var due = counter.uncommitted();
        counter.revoked(0);
        assign(SECOND, 0, StoredPointCounts.NONE);
        answered(SECOND, 0);
        counter.committed(due);

        assertThat(counter.uncommitted())
                .containsExactly(new Committable(0, SECOND, 1, new StoredPointCounts(1, 0, 0)));
    }

    @Test
    void committedCountsArePublishedOnceAndAgainAfterAFailure() {
        assign(FIRST, 0, StoredPointCounts.NONE);
        assertThat(counter.takeUnpublished()).containsExactly(Map.entry(0, StoredPointCounts.NONE));
        answered(FIRST, 0, 1);
        assertThat(counter.takeUnpublished()).isEmpty();

        counter.committed(counter.uncommitted());

        var published = Map.of(0, new StoredPointCounts(2, 0, 0));
        assertThat(counter.takeUnpublished()).isEqualTo(published);
        assertThat(counter.takeUnpublished()).isEmpty();
        counter.notPublished(0);
        assertThat(counter.takeUnpublished()).isEqualTo(published);
    }

    private void assign(int generation, long next, StoredPointCounts counts) {
        counter.assigned(new Committable(0, generation, next, counts));
    }

    private void answered(int generation, long... offsets) {
        LongStream.of(offsets).forEach(offset -> counter.answered(0, generation, offset, StorageResult.STORED));
    }
}
