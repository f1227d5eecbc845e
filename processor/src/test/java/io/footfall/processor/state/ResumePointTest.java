package io.footfall.processor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResumePointTest {
    private static final OptionalLong NONE = OptionalLong.empty();

    @Test
    void aNewVersionStartsAtTheBeginning() {
        assertGood(new ResumePoint(0, 0, NONE, 0));
        assertGood(new ResumePoint(0, 0, NONE, 500));
    }

    @Test
    void processingContinuesWhereTheCountsEnd() {
        assertGood(new ResumePoint(100, 120, OptionalLong.of(120), 20));
    }

    @Test
    void countsOfAnEarlierReleaseHaveNoOffset() {
        assertGood(new ResumePoint(100, 0, OptionalLong.of(120), 20));
    }

    @Test
    void aGroupWithoutItsOffsetWouldCountAgain() {
        assertThat(new ResumePoint(100, 120, NONE, 20).conflict())
                .hasValueSatisfying(conflict -> assertThat(conflict).contains("offsets.retention.minutes"));
        assertThat(new ResumePoint(100, 0, NONE, 20).conflict()).isPresent();
    }

    @Test
    void anOffsetBeforeTheCountsWouldCountAgain() {
        assertThat(new ResumePoint(100, 120, OptionalLong.of(119), 20).conflict())
                .hasValueSatisfying(conflict -> assertThat(conflict).contains("119"));
    }

    @Test
    void anOffsetBehindTheCountsMayBeBehindAMarkerOfATransaction() {
        var point = new ResumePoint(100, 120, OptionalLong.of(121), 20);

        assertThat(point.conflict()).isEmpty();
        assertThat(point.isAhead()).isTrue();
    }

    @Test
    void anOffsetWithoutCountsIsNoticed() {
        assertThat(new ResumePoint(0, 0, OptionalLong.of(121), 20).isWithoutCounts())
                .isTrue();
    }

    @Test
    void clicksThatWereDeletedBeforeTheyWereCountedAreNoticed() {
        assertThat(new ResumePoint(100, 120, OptionalLong.of(120), 150).deleted())
                .isEqualTo(30);
        assertThat(new ResumePoint(100, 0, OptionalLong.of(120), 150).deleted()).isEqualTo(30);
    }

    private static void assertGood(ResumePoint point) {
        assertThat(point.conflict()).isEmpty();
        assertThat(point.isAhead()).isFalse();
        assertThat(point.isWithoutCounts()).isFalse();
        assertThat(point.deleted()).isZero();
    }
}
