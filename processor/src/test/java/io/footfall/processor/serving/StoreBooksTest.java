package io.footfall.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.processor.serving.StoreBooks.Entry;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StoreBooksTest {
    private static final int FIRST = 1;
    private static final int SECOND = 2;

    private final StoreBooks books = new StoreBooks();

    @Test
    void answersAreAddedToWhatWasCommittedBefore() {
        books.open(new Entry(0, FIRST, 100, new StoredCounts(70, 3)));
        answered(FIRST, 100, 101, 105);
        books.answered(0, FIRST, 106, false);

        assertThat(books.uncommitted()).containsExactly(new Entry(0, FIRST, 107, new StoredCounts(73, 4)));
    }

    @Test
    void whatIsSentAgainIsCountedOnce() {
        open(FIRST, 0, StoredCounts.NONE);
        answered(FIRST, 0, 1, 2);
        answered(FIRST, 1, 2, 3);

        assertThat(books.counts(0)).isEqualTo(new StoredCounts(4, 0));
    }

    @Test
    void theAnswerToABatchFromBeforeTheLastAssignmentIsNotCounted() {
        open(FIRST, 0, StoredCounts.NONE);
        answered(FIRST, 0, 1);
        books.close(0);
        open(SECOND, 0, StoredCounts.NONE); // the commit of the first two has failed
        answered(FIRST, 2, 3);
        answered(SECOND, 0, 1, 2, 3);

        assertThat(books.counts(0)).isEqualTo(new StoredCounts(4, 0));
    }

    @Test
    void norThatOfAPartitionThatIsSomebodyElsesNow() {
        open(FIRST, 0, StoredCounts.NONE);
        books.close(0);
        answered(FIRST, 0, 1);

        assertThat(books.uncommitted()).isEmpty();
        assertThat(books.partitions()).isEmpty();
    }

    @Test
    void aPartitionThatIsKeptWhileOthersMoveGoesOn() {
        open(FIRST, 0, StoredCounts.NONE);
        answered(SECOND, 0, 1);

        assertThat(books.counts(0)).isEqualTo(new StoredCounts(2, 0));
    }

    @Test
    void whatComesDuringACommitIsDueAfterIt() {
        open(FIRST, 0, StoredCounts.NONE);
        answered(FIRST, 0, 1);
        var due = books.uncommitted();
        answered(FIRST, 2);
        books.committed(due);

        assertThat(books.uncommitted()).containsExactly(new Entry(0, FIRST, 3, new StoredCounts(3, 0)));
    }

    @Test
    void aCommitFromBeforeTheLastAssignmentSaysNothing() {
        open(FIRST, 0, StoredCounts.NONE);
        answered(FIRST, 0, 1);
        var due = books.uncommitted();
        books.close(0);
        open(SECOND, 0, StoredCounts.NONE);
        answered(SECOND, 0);
        books.committed(due);

        assertThat(books.uncommitted()).containsExactly(new Entry(0, SECOND, 1, new StoredCounts(1, 0)));
    }

    @Test
    void whatIsCommittedIsToldOnceAndAgainIfThatFails() {
        open(FIRST, 0, StoredCounts.NONE);
        assertThat(books.takeUntold()).containsExactly(Map.entry(0, StoredCounts.NONE));
        answered(FIRST, 0, 1);
        assertThat(books.takeUntold()).isEmpty();

        books.committed(books.uncommitted());

        var told = Map.of(0, new StoredCounts(2, 0));
        assertThat(books.takeUntold()).isEqualTo(told);
        assertThat(books.takeUntold()).isEmpty();
        books.notTold(0);
        assertThat(books.takeUntold()).isEqualTo(told);
    }

    private void open(int generation, long next, StoredCounts counts) {
        books.open(new Entry(0, generation, next, counts));
    }

    private void answered(int generation, long... offsets) {
        LongStream.of(offsets).forEach(offset -> books.answered(0, generation, offset, true));
    }
}
