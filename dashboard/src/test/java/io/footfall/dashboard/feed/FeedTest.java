package io.footfall.dashboard.feed;

import static io.footfall.dashboard.Samples.NOON;
import static io.footfall.dashboard.Samples.alert;
import static io.footfall.dashboard.Samples.window;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.dashboard.board.Board;
import io.footfall.events.Json;
import io.footfall.events.TrafficWindow.Article;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTest {
    private final Hand clock = new Hand();
    private final Board board = new Board(Clock.fixed(NOON.plusSeconds(7_200), ZoneOffset.UTC), "");
    private final Feed feed = feed("here");

    private Feed feed(String epoch) {
        return new Feed(epoch, Duration.ofMinutes(6), Duration.ofSeconds(2), clock, Json.MAPPER);
    }

    @Test
    void whoConnectsIsToldWhenToComeBackAndTheWholeState() {
        publish(1);

        var events = text(feed.first(null));

        assertThat(events)
                .startsWith("retry: 2000\n\nid: here-0\nevent: snapshot\ndata: {\"serving_version\"")
                .endsWith("}\n\n");
    }

    @Test
    void whoConnectsBeforeThereIsAnythingIsToldTheWholeWhenThereIs() {
        var frames = feed.first("earlier-7");
        assertThat(text(frames)).isEqualTo("retry: 2000\n\n");
        assertThat(feed.after(frames.number()).isEmpty()).isTrue();

        publish(1);

        assertThat(text(feed.after(frames.number()))).startsWith("id: here-0\nevent: snapshot\n");
    }

    @Test
    void afterThatOnlyWhatHasChangedIsTold() {
        publish(1);

        publish(2);

        assertThat(text(feed.after(0)))
                .startsWith("id: here-1\nevent: delta\ndata: {")
                .contains("\"visitors_now\":2")
                .contains("\"minutes\":{\"changed\":[{\"start\":\"2018-01-13T12:00:00.000Z\"")
                .doesNotContain("serving_version", "order", "alerts");
    }

    @Test
    void nothingIsToldWhereNothingHasChanged() {
        publish(1);

        assertThat(feed.publish(board.snapshot())).isFalse();

        assertThat(feed.after(0).isEmpty()).isTrue();
    }

    @Test
    void whoComesBackIsToldOnlyWhatItHasMissed() {
        publish(1);
        publish(2);
        publish(3);

        var events = text(feed.first("here-1"));

        assertThat(events).contains("id: here-2\nevent: delta").doesNotContain("here-1\n", "snapshot");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "there-0", "here-99", "here--1", "here-0x", "here-99999999999999999999999999", "0"})
    void whoComesWithAnIdThatIsNotOfThisLifeIsToldTheWhole(String lastEventId) {
        publish(1);
        publish(2);

        assertThat(text(feed.first(lastEventId))).contains("event: snapshot");
    }

    @Test
    void whoWasAwayForLongerThanDeltasAreKeptIsToldTheWhole() {
        for (var minute = -50; minute < 0; minute++) {
            board.put(window(60L * minute, 1, 1));
        }
        publish(1);
        publish(2);
        clock.goOn(Duration.ofMinutes(5));
        publish(3);
        assertThat(text(feed.first("here-0"))).doesNotContain("event: snapshot");

        clock.goOn(Duration.ofMinutes(2));
        publish(4);

        assertThat(text(feed.first("here-0"))).contains("event: snapshot").doesNotContain("event: delta");
        assertThat(text(feed.first("here-2"))).contains("event: delta").doesNotContain("event: snapshot");
    }

    @Test
    void whoIsSoFarBehindThatTheWholeIsSmallerIsToldTheWhole() {
        for (var views = 1; views <= 100; views++) {
            publish(views);
        }

        assertThat(text(feed.after(0))).contains("event: snapshot").doesNotContain("event: delta");
    }

    @Test
    void aHeartbeatIsACommentAndTellsTheTime() {
        assertThat(text(new Frames(List.of(feed.heartbeat()), 0)))
                .isEqualTo(": heartbeat\nevent: beat\ndata: " + NOON.toEpochMilli() + "\n\n");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void deltasLeadToTheSameStateAsTheSnapshot(long seed) throws IOException {
        var random = new Random(seed);
        JsonNode client = null;
        var seen = -1L;
        for (var step = 0; step < 60; step++) {
            change(random);
            feed.publish(board.snapshot());
            if (client == null || random.nextInt(3) == 0) {
                var frames = client == null ? feed.first(null) : feed.after(seen);
                client = told(client, text(frames));
                seen = frames.number();

                assertThat(client).hasToString(Json.MAPPER.writeValueAsString(board.snapshot()));
            }
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 30);
    }

    private void change(Random random) {
        var slot = random.nextInt(500);
        switch (random.nextInt(5)) {
            case 0 -> board.put(alert("f" + random.nextInt(60), slot, "seen in slot " + slot));
            case 1 -> board.removeAlert("f" + random.nextInt(60));
            case 2 -> board.removeWindow(NOON.plusSeconds(slot * 10L));
            default -> {
                var article = new Article("https://news.example/" + slot % 7, "Title\nin " + slot, slot % 5 + 1L);
                board.put(window(slot * 10L, slot % 50, slot % 50 + 3, List.of(article)));
            }
        }
    }

    private static JsonNode told(JsonNode before, String events) throws IOException {
        var state = before;
        for (var event : events.split("\n\n", -1)) {
            var data = event.replaceFirst("(?s)^.*?\\ndata: ", "");
            if (event.contains("event: snapshot")) {
                state = Json.MAPPER.readTree(data);
            } else if (event.contains("event: delta")) {
                state = Delta.applied(state, Json.MAPPER.readTree(data), Json.MAPPER);
            }
        }
        return state;
    }

    private void publish(int views) {
        board.put(window(0, 1, views));
        feed.publish(board.snapshot());
    }

    private static String text(Frames frames) {
        var text = new StringBuilder();
        for (ByteBuffer part : frames.parts()) {
            text.append(UTF_8.decode(part.duplicate()));
        }
        return text.toString();
    }

    /** Goes on when it is told to. */
    private static final class Hand extends Clock {
        private Instant now = NOON;

        void goOn(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the feed asks for no zone");
        }
    }
}
