package io.footfall.dashboard;

import static io.footfall.dashboard.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.dashboard.board.Board;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BoardStreamTest {
    private static final Clock STANDING = Clock.fixed(Samples.NOON.plusSeconds(3_600), ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Board board = new Board(STANDING, "");

    @Test
    void aClientIsSentTheSnapshotAtOnceAndThenOnlyChanges() {
        var client = connect(stream(STANDING), Long.MAX_VALUE).awaitItems(1, SOON);

        board.put(window(0, 1, 7));

        client.awaitItems(2, SOON);
        assertThat(client.getItems().get(0)).contains("\"views_last_minute\":0");
        assertThat(client.getItems().get(1)).contains("\"views_last_minute\":7");
    }

    @Test
    void nothingIsSentWhileNothingChanges() {
        var stream = stream(STANDING);
        var client = connect(stream, Long.MAX_VALUE);
        var witness = new CountingClock();

        connect(stream(witness), Long.MAX_VALUE).awaitItems(20, SOON);

        assertThat(client.getItems()).hasSize(1);
    }

    @Test
    void theSnapshotIsSentAgainAsAHeartbeat() {
        var client = connect(stream(new CountingClock()), Long.MAX_VALUE);

        client.awaitItems(3, SOON);

        assertThat(client.getItems().get(2)).isEqualTo(client.getItems().get(0));
    }

    @Test
    void aSlowClientGetsTheNewestStateAndNotTheQueue() {
        var stream = stream(STANDING);
        var slow = connect(stream, 1).awaitItems(1, SOON);
        var quick = connect(stream, Long.MAX_VALUE);
        for (var views = 1; views <= 10; views++) {
            board.put(window(0, 1, views));
            quick.awaitItems(views + 1, SOON);
        }

        slow.request(Long.MAX_VALUE);

        slow.awaitItems(2, SOON);
        assertThat(slow.getItems().get(1)).contains("\"views_last_minute\":10,");
    }

    @Test
    void theStreamGoesOnAfterTheLastClientHasLeft() {
        var stream = stream(STANDING);
        connect(stream, Long.MAX_VALUE).awaitItems(1, SOON).cancel();
        var client = connect(stream, Long.MAX_VALUE).awaitItems(1, SOON);

        board.put(window(0, 1, 3));

        client.awaitItems(2, SOON);
        assertThat(client.getItems().get(1)).contains("\"views_last_minute\":3,");
    }

    private BoardStream stream(Clock clock) {
        return new BoardStream(board, clock, Duration.ofMillis(20), Duration.ofSeconds(15));
    }

    private static AssertSubscriber<String> connect(BoardStream stream, long demand) {
        return stream.snapshots().subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    /** Goes on by a heartbeat whenever it is asked. */
    private static final class CountingClock extends Clock {
        private long asked;

        @Override
        public synchronized Instant instant() {
            return Instant.EPOCH.plusSeconds(15 * asked++);
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the stream asks for no zone");
        }
    }
}
