package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.ClickCounts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The accounts of one partition's topology and sink. */
class AccountingTest {
    private static final Duration UPDATE = Duration.ofSeconds(2);

    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void everyClickThatWasReadIsCleanedOutOfMarketOrRejectedForAReason() {
        pipeline.send(Clicks.opening(0));
        pipeline.send(Clicks.scroll(0));
        pipeline.send(Clicks.click(0, "VN", 0, "https://news.example/a"));
        pipeline.send(null, "{".getBytes(UTF_8));
        pipeline.send(null, "{}".getBytes(UTF_8));
        pipeline.send(null, null);
        pipeline.wait(UPDATE);

        assertThat(partition())
                .returns(6L, ClickCounts.Partition::read)
                .returns(2L, ClickCounts.Partition::cleaned)
                .returns(1L, ClickCounts.Partition::outOfMarket)
                .returns(Map.of("not_json", 2L, "missing_field:visitor_platform", 1L), ClickCounts.Partition::rejected)
                .returns(2L, ClickCounts.Partition::inFlight);
    }

    @Test
    void aLateClickIsAccountedFor() {
        pipeline.send(Clicks.opening(Duration.ofMinutes(30).toMillis()));
        pipeline.send(Clicks.opening(0));
        pipeline.wait(UPDATE);

        assertThat(partition()).returns(2L, ClickCounts.Partition::cleaned).returns(1L, ClickCounts.Partition::late);
    }

    @Test
    void whatTheStoreHasAnsweredForIsNoLongerInFlight() {
        pipeline.send(Clicks.opening(0));
        pipeline.send(Clicks.opening(1));
        pipeline.send(Clicks.opening(2));
        pipeline.wait(UPDATE);
        stored(1, 1);
        pipeline.wait(UPDATE);

        assertThat(partition())
                .returns(1L, ClickCounts.Partition::stored)
                .returns(1L, ClickCounts.Partition::notStored)
                .returns(1L, ClickCounts.Partition::inFlight);
    }

    @Test
    void moreThanWasCleanedIsNeverSaidToBeStored() {
        pipeline.send(Clicks.opening(0));
        pipeline.wait(UPDATE);
        pipeline.accounting();
        stored(2, 0);
        pipeline.wait(UPDATE);
        assertThat(pipeline.accounting()).isNull();

        pipeline.send(Clicks.opening(1));
        pipeline.wait(UPDATE);

        assertThat(partition()).returns(2L, ClickCounts.Partition::stored).returns(0L, ClickCounts.Partition::inFlight);
    }

    @Test
    void aBelatedMessageOfAnotherSinkTakesNothingBack() {
        pipeline.send(Clicks.opening(0));
        pipeline.send(Clicks.opening(1));
        pipeline.wait(UPDATE);
        stored(2, 0);
        stored(1, 0);
        pipeline.wait(UPDATE);

        assertThat(partition()).returns(2L, ClickCounts.Partition::stored);
    }

    private ClickCounts.Partition partition() {
        var partitions = pipeline.accounting().partitions();
        assertThat(partitions).hasSize(1);
        return partitions.get(0);
    }

    private void stored(long stored, long notStored) {
        pipeline.tell("""
                {"kind":"stored","partition":0,"watermark":0,"idle":false,"start":null,\
                "totals":{"stored":%d,"not_stored":%d}}""".formatted(stored, notStored));
    }
}
