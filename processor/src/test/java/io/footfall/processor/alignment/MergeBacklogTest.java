package io.footfall.processor.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MergeBacklogTest {
    private final MergeBacklog backlog = new MergeBacklog();

    @Test
    void openWindowsAreNotInTheBacklog() {
        backlog.published(0, 100);

        assertThat(backlog.bytes()).isZero();
    }

    @Test
    void aClosedWindowCountsWithItsNewestSizeUntilItIsMerged() {
        backlog.published(0, 100);
        backlog.published(0, 120);
        backlog.closed(0);
        backlog.published(10, 50);
        backlog.closed(10);
        assertThat(backlog.bytes()).isEqualTo(170);

        backlog.merged(start -> start < 10);

        assertThat(backlog.bytes()).isEqualTo(50);
    }

    @Test
    void aWindowThatIsClosedAgainReplacesItsFormerSize() {
        backlog.published(0, 100);
        backlog.closed(0);
        backlog.published(0, 130);
        backlog.closed(0);

        assertThat(backlog.bytes()).isEqualTo(130);
    }

    @Test
    void anExpiredWindowIsDropped() {
        backlog.published(0, 100);
        backlog.expired(0);
        backlog.published(0, 10);
        backlog.closed(0);

        assertThat(backlog.bytes()).isEqualTo(10);
    }
}
