package io.footfall.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three partitions: the first one is silent, what the others tell is written here as the topic carries it. */
class MergedTotalsTest {
    private static final String NOON = "2018-01-13T12:00:00.000Z";
    private static final Duration UPDATE = Duration.ofSeconds(1);
    private static final Duration UNTIL_SILENCE_IS_IDLENESS = Duration.ofSeconds(25);

    private final Pipeline pipeline = new Pipeline(3);

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void totalsOfAllPartitionsAreAddedAndANewerOneReplacesTheOlderOfItsPartition() {
        total(1, 5);
        total(2, 10);
        total(1, 7);
        pipeline.wait(UPDATE);

        assertThat(noon()).returns(17L, PageViewWindow::count).returns(false, PageViewWindow::isFinal);
    }

    @Test
    void aWindowIsFinalOnlyWhenEveryPartitionHasPassedIt() {
        pipeline.wait(UNTIL_SILENCE_IS_IDLENESS);
        total(1, 5);
        watermark(1, 3_600);
        watermark(2, 10);
        pipeline.wait(UPDATE);
        assertThat(noon()).returns(false, PageViewWindow::isFinal);

        watermark(2, 3_600);
        pipeline.wait(UPDATE);

        assertThat(noon()).returns(5L, PageViewWindow::count).returns(true, PageViewWindow::isFinal);
    }

    @Test
    void nothingIsFinalBeforeEveryPartitionHasBeenHeard() {
        pipeline.wait(UNTIL_SILENCE_IS_IDLENESS);
        total(1, 5);
        watermark(1, 3_600);
        pipeline.wait(UPDATE);

        assertThat(noon()).returns(false, PageViewWindow::isFinal);
    }

    @Test
    void aPartitionThatBeginsAgainDoesNotReopenWhatItHasPassed() {
        pipeline.wait(UNTIL_SILENCE_IS_IDLENESS);
        total(1, 5);
        watermark(1, 3_600);
        watermark(2, 3_600);
        pipeline.wait(UPDATE);
        assertThat(noon()).returns(true, PageViewWindow::isFinal);

        watermark(1, 0);
        pipeline.wait(UPDATE);

        assertThat(pipeline.flagged()).isEmpty();
    }

    @Test
    void totalsThatAnotherVersionHasToldAreRead() {
        pipeline.tell("""
                {"kind":"traffic","partition":1,"watermark":%1$d,"idle":false,"start":%1$d,\
                "totals":{"clicks":3,"added_later":{}}}""".formatted(millis(0)));
        pipeline.wait(UPDATE);

        assertThat(pipeline.traffic().get(NOON))
                .returns(3L, TrafficWindow::clicks)
                .returns(0L, TrafficWindow::bots);
    }

    @Test
    void theRecordOfAnOpenWindowIsReplacedOnceAnUpdateAndAtOnceWhenItIsFinal() {
        var before = pipeline.flaggedRecords();
        for (var flagged = 1; flagged <= 10; flagged++) {
            total(1, flagged);
            pipeline.wait(Duration.ofMillis(125));
        }
        assertThat(pipeline.flaggedRecords() - before).isBetween(2, 4);
    }

    @Test
    void whatAPartitionTellsOfAWindowThatHasBeenForgottenIsNotMergedTwice() {
        pipeline.wait(UNTIL_SILENCE_IS_IDLENESS);
        total(1, 5);
        watermark(1, 3_600);
        watermark(2, 3_600);
        pipeline.send(Clicks.opening(Duration.ofHours(1).toMillis()));
        pipeline.wait(UPDATE);
        assertThat(noon()).returns(5L, PageViewWindow::count).returns(true, PageViewWindow::isFinal);

        total(1, 7);
        pipeline.wait(UPDATE);

        assertThat(pipeline.flagged()).isEmpty();
    }

    @Test
    void aClickOfAPartitionThatWasIdleForLongIsLateForWindowsThatAreForgotten() {
        pipeline.send(Clicks.opening(0));
        pipeline.wait(UNTIL_SILENCE_IS_IDLENESS);
        for (var window = 0; window < 100; window++) {
            traffic(1, 10L * window, 1);
        }
        watermark("traffic", 1, 3_600);
        watermark("traffic", 2, 3_600);
        pipeline.wait(UPDATE);
        pipeline.traffic();

        pipeline.send(Clicks.opening(1_000));
        pipeline.wait(UPDATE);

        assertThat(pipeline.traffic().values())
                .anyMatch(window -> window.lateClicks() == 1)
                .noneMatch(window -> window.window().key().equals(NOON));
    }

    private PageViewWindow noon() {
        return pipeline.flagged().get(NOON);
    }

    private void total(int partition, int flagged) {
        pipeline.tell("""
                {"kind":"flagged","partition":%d,"watermark":%d,"idle":false,"start":%d,"totals":{"flagged":%d}}""".formatted(partition, millis(0), millis(0), flagged));
    }

    private void traffic(int partition, long secondsAfterNoon, int clicks) {
        pipeline.tell("""
                {"kind":"traffic","partition":%d,"watermark":%d,"idle":false,"start":%d,"totals":{"clicks":%d}}""".formatted(partition, millis(0), millis(secondsAfterNoon), clicks));
    }

    private void watermark(int partition, long secondsAfterNoon) {
        watermark("flagged", partition, secondsAfterNoon);
    }

    private void watermark(String kind, int partition, long secondsAfterNoon) {
        pipeline.tell("""
                {"kind":"%s","partition":%d,"watermark":%d,"idle":false}""".formatted(kind, partition, millis(secondsAfterNoon)));
    }

    private static long millis(long secondsAfterNoon) {
        return Clicks.NOON.toEpochMilli() + secondsAfterNoon * 1_000;
    }
}
