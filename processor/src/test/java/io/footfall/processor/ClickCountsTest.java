package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.ClickCounts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counts of one partition, from the topology and from the writer of points. */
class ClickCountsTest {
    private static final Duration UPDATE = Duration.ofSeconds(2);

    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void everyClickThatWasReadIsCleanedOutOfMarketOrRejectedForAReason() {
        pipeline.send(Clicks.pageView(0));
        pipeline.send(Clicks.scroll(0));
        pipeline.send(Clicks.click(0, "VN", 0, "https://news.example/a"));
        pipeline.send(null, "{".getBytes(UTF_8));
        pipeline.send(null, "{}".getBytes(UTF_8));
        pipeline.send(null, null);
        pipeline.wait(UPDATE);

        assertThat(partition())
                .returns(6L, ClickCounts::read)
                .returns(2L, ClickCounts::cleaned)
                .returns(1L, ClickCounts::outOfMarket)
                .returns(Map.of("not_json", 2L, "missing_field:visitor_platform", 1L), ClickCounts::rejected)
                .returns(2L, ClickCounts::inFlight);
    }

    @Test
    void aLateClickIsCounted() {
        pipeline.send(Clicks.pageView(Duration.ofMinutes(30).toMillis()));
        pipeline.send(Clicks.pageView(0));
        pipeline.wait(UPDATE);

        assertThat(partition()).returns(2L, ClickCounts::cleaned).returns(1L, ClickCounts::late);
    }

    @Test
    void anAnsweredPointIsNoLongerInFlight() {
        pipeline.send(Clicks.pageView(0));
        pipeline.send(Clicks.pageView(1));
        pipeline.send(Clicks.pageView(2));
        pipeline.wait(UPDATE);
        stored(1, 1);
        pipeline.wait(UPDATE);

        assertThat(partition())
                .returns(1L, ClickCounts::stored)
                .returns(1L, ClickCounts::notStored)
                .returns(1L, ClickCounts::inFlight);
    }

    @Test
    void countsAreHeldBackWhileMorePointsAreStoredThanClicksCleaned() {
        pipeline.send(Clicks.pageView(0));
        pipeline.wait(UPDATE);
        pipeline.clickCounts();
        stored(2, 0);
        pipeline.wait(UPDATE);
        assertThat(pipeline.clickCounts()).isEmpty();

        pipeline.send(Clicks.pageView(1));
        pipeline.wait(UPDATE);

        assertThat(partition()).returns(2L, ClickCounts::stored).returns(0L, ClickCounts::inFlight);
    }

    @Test
    void clicksThatTheBucketDoesNotKeepAreNotInFlight() {
        pipeline.send(Clicks.pageView(0));
        pipeline.send(Clicks.pageView(1));
        pipeline.send(Clicks.pageView(2));
        pipeline.wait(UPDATE);
        pipeline.sendPartial("""
                {"type":"stored","partition":0,"counts":{"stored":1,"notStored":0,"expired":1}}""");
        pipeline.wait(UPDATE);

        assertThat(partition())
                .returns(1L, ClickCounts::stored)
                .returns(1L, ClickCounts::expired)
                .returns(1L, ClickCounts::inFlight);
    }

    @Test
    void aDelayedMessageOfAnotherReplicaDoesNotReduceCounts() {
        pipeline.send(Clicks.pageView(0));
        pipeline.send(Clicks.pageView(1));
        pipeline.wait(UPDATE);
        stored(2, 0);
        stored(1, 0);
        pipeline.wait(UPDATE);

        assertThat(partition()).returns(2L, ClickCounts::stored);
    }

    private ClickCounts partition() {
        var counts = pipeline.clickCounts();
        assertThat(counts).containsOnlyKeys("0");
        assertThat(counts.get("0").partition()).isZero();
        return counts.get("0");
    }

    private void stored(long stored, long notStored) {
        pipeline.sendPartial("""
                {"type":"stored","partition":0,"counts":{"stored":%d,"notStored":%d}}""".formatted(stored, notStored));
    }
}
