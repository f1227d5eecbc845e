package io.footfall.benchmarks.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StateReportTest {
    @Test
    void aTenthMoreCountsAsTheSame() {
        assertThat(report(400, 439, 410, 400).finding().sound()).isTrue();
    }

    @Test
    void memoryThatGrowsWithTheClicksIsNotSound() {
        assertThat(report(400, 444, 400, 400).finding().sound()).isFalse();
    }

    @Test
    void memoryThatGrowsWithTheArticlesIsNotSound() {
        assertThat(report(400, 400, 400, 444).finding().sound()).isFalse();
    }

    @Test
    void aHeapThatGrowsIsNotSoundEvenIfTheProcessDoesNot() {
        var less = new StateReport.Sample(1, 1, 400, 30);
        var more = new StateReport.Sample(2, 1, 400, 41);
        assertThat(new StateReport(less, more, less, less).finding().sound()).isFalse();
        assertThat(new StateReport(less, less, less, more).finding().sound()).isFalse();
    }

    private static StateReport report(double early, double late, double fewArticles, double manyArticles) {
        return new StateReport(sample(early), sample(late), sample(fewArticles), sample(manyArticles));
    }

    private static StateReport.Sample sample(double megabytes) {
        return new StateReport.Sample(1, 1, megabytes, 1);
    }
}
