package io.footfall.dashboard.stream;

import static io.footfall.dashboard.Samples.NOON;
import static io.footfall.dashboard.Samples.alert;
import static io.footfall.dashboard.Samples.window;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.dashboard.state.Dashboard;
import io.footfall.events.Json;
import io.footfall.events.TrafficWindow.Article;
import io.footfall.testing.MutableClock;
import io.footfall.testing.Schemas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SseEventLogTest {
    private final MutableClock clock = new MutableClock(NOON);
    private final Dashboard dashboard = new Dashboard(Clock.fixed(NOON.plusSeconds(7_200), ZoneOffset.UTC), "");
    private final SseEventLog events = eventLog("here");

    private SseEventLog eventLog(String epoch) {
        return new SseEventLog(epoch, Duration.ofMinutes(6), Duration.ofSeconds(2), clock, Json.MAPPER);
    }

    @Test
    void aNewClientGetsTheRetryTimeAndTheSnapshot() {
        publish(1);

        var text = text(events.first(null));

        assertThat(text)
                .startsWith("retry: 2000\n\nid: here-0\nevent: snapshot\ndata: {\"serving_version\"")
                .endsWith("}\n\n");
    }

    @Test
    void aClientThatConnectsBeforeTheFirstSnapshotGetsItWhenItIsPublished() {
        var sent = events.first("earlier-7");
        assertThat(text(sent)).isEqualTo("retry: 2000\n\n");
        assertThat(events.after(sent.number()).isEmpty()).isTrue();

        publish(1);

        assertThat(text(events.after(sent.number()))).startsWith("id: here-0\nevent: snapshot\n");
    }

    @Test
    void laterEventsHaveOnlyTheChangedFields() {
        publish(1);

        publish(2);

        assertThat(text(events.after(0)))
                .startsWith("id: here-1\nevent: delta\ndata: {")
                .contains("\"visitors_now\":2")
                .contains("\"minutes\":{\"changed\":[{\"start\":\"2018-01-13T12:00:00.000Z\"")
                .doesNotContain("serving_version", "order", "alerts");
    }

    @Test
    void anUnchangedSnapshotIsNotPublished() {
        publish(1);

        assertThat(events.publish(dashboard.snapshot())).isFalse();

        assertThat(events.after(0).isEmpty()).isTrue();
    }

    @Test
    void aClientThatReconnectsGetsOnlyWhatItHasMissed() {
        publish(1);
        publish(2);
        publish(3);

        var text = text(events.first("here-1"));

        assertThat(text).contains("id: here-2\nevent: delta").doesNotContain("here-1\n", "snapshot");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "there-0", "here-99", "here--1", "here-0x", "here-99999999999999999999999999", "0"})
    void anUnknownEventIdGetsTheSnapshot(String lastEventId) {
        publish(1);
        publish(2);

        assertThat(text(events.first(lastEventId))).contains("event: snapshot");
    }

    @Test
    void aClientThatWasAwayForLongerThanTheRetentionGetsTheSnapshot() {
        for (var minute = -50; minute < 0; minute++) {
            dashboard.put(window(60L * minute, 1, 1));
        }
        publish(1);
        publish(2);
        clock.advance(Duration.ofMinutes(5));
        publish(3);
        assertThat(text(events.first("here-0"))).doesNotContain("event: snapshot");

        clock.advance(Duration.ofMinutes(2));
        publish(4);

        assertThat(text(events.first("here-0"))).contains("event: snapshot").doesNotContain("event: delta");
        assertThat(text(events.first("here-2"))).contains("event: delta").doesNotContain("event: snapshot");
    }

    @Test
    void aClientGetsTheSnapshotIfItIsSmallerThanTheMissedDeltas() {
        for (var views = 1; views <= 100; views++) {
            publish(views);
        }

        assertThat(text(events.after(0))).contains("event: snapshot").doesNotContain("event: delta");
    }

    @Test
    void aHeartbeatIsACommentAndAnEventWithTheTime() {
        assertThat(text(new SseEvents(List.of(events.heartbeat()), 0)))
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
            events.publish(dashboard.snapshot());
            if (client == null || random.nextInt(3) == 0) {
                var sent = client == null ? events.first(null) : events.after(seen);
                client = apply(client, text(sent));
                seen = sent.number();

                assertThat(client).hasToString(Json.MAPPER.writeValueAsString(dashboard.snapshot()));
            }
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 30);
    }

    private void change(Random random) {
        var slot = random.nextInt(500);
        switch (random.nextInt(5)) {
            case 0 -> dashboard.put(alert("f" + random.nextInt(60), slot, "seen in slot " + slot));
            case 1 -> dashboard.removeAlert("f" + random.nextInt(60));
            case 2 -> dashboard.removeWindow(NOON.plusSeconds(slot * 10L));
            default -> {
                var article = new Article("https://news.example/" + slot % 7, "Title\nin " + slot, slot % 5 + 1L);
                dashboard.put(window(slot * 10L, slot % 50, slot % 50 + 3, List.of(article)));
            }
        }
    }

    private static JsonNode apply(JsonNode before, String events) throws IOException {
        var state = before;
        for (var event : events.split("\n\n", -1)) {
            var data = event.replaceFirst("(?s)^.*?\\ndata: ", "");
            if (event.contains("event: snapshot")) {
                Schemas.assertDescribed("traffic-snapshot", data.getBytes(UTF_8));
                state = Json.MAPPER.readTree(data);
            } else if (event.contains("event: delta")) {
                Schemas.assertDescribed("traffic-delta", data.getBytes(UTF_8));
                state = Delta.applied(state, Json.MAPPER.readTree(data), Json.MAPPER);
            }
        }
        return state;
    }

    private void publish(int views) {
        dashboard.put(window(0, 1, views));
        events.publish(dashboard.snapshot());
    }

    private static String text(SseEvents events) {
        var text = new StringBuilder();
        for (ByteBuffer part : events.parts()) {
            text.append(UTF_8.decode(part.duplicate()));
        }
        return text.toString();
    }
}
