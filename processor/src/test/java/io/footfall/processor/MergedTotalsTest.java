package io.footfall.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Merges three partitions: the first has no clicks, the messages about the others are written here. */
class MergedTotalsTest {
    private static final String NOON = "2018-01-13T12:00:00.000Z";
    private static final Duration UPDATE = Duration.ofSeconds(2);
    private static final Duration LONGER_THAN_IDLE_TIMEOUT = Duration.ofSeconds(25);

    private final Pipeline pipeline = new Pipeline(3);

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void totalsOfAllPartitionsAreAddedAndNewerOnesReplaceOlderOnes() {
        total(1, 5);
        total(2, 10);
        total(1, 7);
        pipeline.wait(UPDATE);

        assertThat(noon()).returns(17L, PageViewWindow::count).returns(false, PageViewWindow::isFinal);
    }

    @Test
    void aWindowIsFinalOnlyWhenEveryPartitionHasPassedIt() {
        pipeline.wait(LONGER_THAN_IDLE_TIMEOUT);
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
    void nothingIsFinalBeforeEveryPartitionHasSentAMessage() {
        pipeline.wait(LONGER_THAN_IDLE_TIMEOUT);
        total(1, 5);
        watermark(1, 3_600);
        pipeline.wait(UPDATE);

        assertThat(noon()).returns(false, PageViewWindow::isFinal);
    }

    @Test
    void aPartitionThatStartsAgainDoesNotReopenClosedWindows() {
        pipeline.wait(LONGER_THAN_IDLE_TIMEOUT);
        total(1, 5);
        watermark(1, 3_600);
        watermark(2, 3_600);
        pipeline.wait(UPDATE);
        assertThat(noon()).returns(true, PageViewWindow::isFinal);

        watermark(1, 0);
        pipeline.wait(UPDATE);

        assertThat(pipeline.pageViews()).isEmpty();
    }

    @Test
    void totalsOfAnotherVersionAreRead() {
        pipeline.sendPartial("""
                {"type":"window","kind":"traffic","partition":1,"start":%d,\
                "totals":{"clicks":3,"added_later":{}}}""".formatted(millis(0)));
        pipeline.wait(UPDATE);

        assertThat(pipeline.traffic().get(NOON))
                .returns(3L, TrafficWindow::clicks)
                .returns(0L, TrafficWindow::bots);
    }

    @Test
    void theRecordOfAnOpenWindowIsReplacedOnceAnUpdateInterval() {
        var before = pipeline.pageViewRecords();
        for (var pageViews = 1; pageViews <= 10; pageViews++) {
            total(1, pageViews);
            pipeline.wait(Duration.ofMillis(250));
        }
        assertThat(pipeline.pageViewRecords() - before).isBetween(2, 4);
    }

    @Test
    void totalsOfAnEvictedWindowAreNotMerged() {
        pipeline.wait(LONGER_THAN_IDLE_TIMEOUT);
        total(1, 5);
        watermark(1, 3_600);
        watermark(2, 3_600);
        pipeline.send(Clicks.pageView(Duration.ofHours(1).toMillis()));
        pipeline.wait(UPDATE);
        assertThat(noon()).returns(5L, PageViewWindow::count).returns(true, PageViewWindow::isFinal);

        total(1, 7);
        pipeline.wait(UPDATE);

        assertThat(pipeline.pageViews()).isEmpty();
    }

    @Test
    void afterALongIdleTimeAClickIsLateForEvictedWindows() {
        pipeline.send(Clicks.pageView(0));
        pipeline.wait(LONGER_THAN_IDLE_TIMEOUT);
        for (var window = 0; window < 100; window++) {
            traffic(1, 10L * window, 1);
        }
        watermark("traffic", 1, 3_600);
        watermark("traffic", 2, 3_600);
        pipeline.wait(UPDATE);
        pipeline.traffic();

        pipeline.send(Clicks.pageView(1_000));
        pipeline.wait(UPDATE);

        assertThat(pipeline.traffic().values())
                .anyMatch(window -> window.lateClicks() == 1)
                .noneMatch(window -> window.window().key().equals(NOON));
    }

    private PageViewWindow noon() {
        return pipeline.pageViews().get(NOON);
    }

    private void total(int partition, int pageViews) {
        pipeline.sendPartial("""
                {"type":"window","kind":"page-views","partition":%d,"start":%d,"totals":{"pageViews":%d}}""".formatted(partition, millis(0), pageViews));
    }

    private void traffic(int partition, long secondsAfterNoon, int clicks) {
        pipeline.sendPartial("""
                {"type":"window","kind":"traffic","partition":%d,"start":%d,"totals":{"clicks":%d}}""".formatted(partition, millis(secondsAfterNoon), clicks));
    }

    private void watermark(int partition, long secondsAfterNoon) {
        watermark("page-views", partition, secondsAfterNoon);
    }

    private void watermark(String kind, int partition, long secondsAfterNoon) {
        pipeline.sendPartial("""
                {"type":"watermark","kind":"%s","partition":%d,"watermark":%d,"idle":false}""".formatted(kind, partition, millis(secondsAfterNoon)));
    }

    private static long millis(long secondsAfterNoon) {
        return Clicks.NOON.toEpochMilli() + secondsAfterNoon * 1_000;
    }
}
