package io.footfall.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.requests.Request;
import io.footfall.events.requests.RequestJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Other people's programs read these bytes: a change of a golden file is a change of the contract. */
class WireShapeTest {
    private static final Click CLICK = new Click(
            "mobile",
            1_515_819_844_000L,
            "Sébastien \"S\"",
            "BE",
            0,
            "ios",
            "https://news.example/wiki/%C3%A9?a=1",
            0,
            "unknown");
    private static final long START = Instant.parse("2018-01-13T05:04:00Z").toEpochMilli();

    @Test
    void aCleanedClickIsWrittenWithItsTimeInFull() throws IOException {
        assertThat(text(ClickJson.cleaned(CLICK))).isEqualTo(golden("cleaned.json"));
        assertThat(ClickJson.read(bytes("cleaned.json"))).isEqualTo(CLICK);
    }

    @Test
    void aForbiddenClickIsTheCleanedClickWithTheFieldForbidden() throws IOException {
        assertThat(text(ClickJson.forbidden(CLICK))).isEqualTo(golden("forbidden.json"));
        assertThat(ClickJson.read(bytes("forbidden.json"))).isEqualTo(CLICK);
    }

    @Test
    void aPageViewWindowStartsWithWindowFlaggedAndCount() {
        var window = new PageViewWindow(
                Window.starting(START, Window.FLAGGED),
                true,
                521,
                515,
                new PageViewWindow.OutOfMarket(67, 104),
                640,
                31,
                true);

        assertThat(text(Json.write(window))).isEqualTo(golden("flagged-window.json"));
        assertThat(Json.read(bytes("flagged-window.json"), PageViewWindow.class))
                .isEqualTo(window);
    }

    @Test
    void aTrafficWindowIsWrittenAndReadAsInTheGoldenFile() {
        var window = new TrafficWindow(
                Window.starting(START, Window.TRAFFIC),
                5,
                3,
                2,
                "AAAA",
                List.of(new TrafficWindow.Article("https://news.example/a", "A", 2)),
                1,
                2,
                Map.of("BE", 3L),
                Map.of("mobile", 3L),
                Map.of("ios", 3L),
                Map.of("safari", 3L),
                4,
                7,
                0,
                false);

        assertThat(text(Json.write(window))).isEqualTo(golden("traffic-window.json"));
        assertThat(Json.read(bytes("traffic-window.json"), TrafficWindow.class)).isEqualTo(window);
    }

    @Test
    void aTrafficWindowOfAnOlderVersionHasNoBotsAndNoDistinctArticles() {
        var older = golden("traffic-window.json").replace("\"bots\":7,", "").replace("\"distinct_articles\":2,", "");

        assertThat(Json.read(older.getBytes(UTF_8), TrafficWindow.class))
                .returns(0L, TrafficWindow::bots)
                .returns(0L, TrafficWindow::distinctArticles);
    }

    @Test
    void aRequestIsWrittenAndReadAsInTheGoldenFile() throws IOException {
        var request = new Request(
                1_515_819_844_123L,
                "GET",
                "news.example",
                "/wp-login.php?a=\"é\"",
                404,
                153,
                2,
                "https://other.example/",
                "Mozilla/5.0 zgrab/0.x",
                "NL",
                true);

        assertThat(text(RequestJson.write(request))).isEqualTo(golden("request.json"));
        assertThat(RequestJson.read(bytes("request.json"))).isEqualTo(request);
    }

    @Test
    void aRequestHasTheFieldsThatItsLogHas() throws IOException {
        var request = new Request(1_515_819_844_123L, null, null, null, -1, -1, -1, null, null, null, false);

        assertThat(text(RequestJson.write(request))).isEqualTo("{\"ts\":1515819844123}");
        assertThat(RequestJson.read(RequestJson.write(request))).isEqualTo(request);
    }

    @Test
    void clickCountsOfAPartitionIncludeTheClicksInFlight() {
        var rejected = new TreeMap<>(Map.of("not_json", 2L, "missing_field:article", 1L));
        var counts = new ClickCounts(Instant.parse("2018-01-13T05:05:00Z"), 3, 12, 7, 2, rejected, 1, 3, 1, 1);

        assertThat(text(Json.write(counts))).isEqualTo(golden("accounting.json"));
        var older = golden("accounting.json").replace("\"expired\":1,", "");
        assertThat(older).isNotEqualTo(golden("accounting.json"));
        assertThat(Json.read(older.getBytes(UTF_8), ClickCounts.class)).returns(0L, ClickCounts::expired);
        assertThat(Json.read(bytes("accounting.json"), ClickCounts.class)).isEqualTo(counts);
    }

    @Test
    void anAlertIsWrittenAndReadAsInTheGoldenFile() {
        var alert = new Alert(
                "a1b2c3",
                "forbidden-path",
                Alert.Severity.WARNING,
                Alert.Status.RESOLVED,
                "Somebody asks for /admin",
                Instant.parse("2018-01-13T05:04:04.470Z"),
                Instant.parse("2018-01-13T05:04:07.590Z"),
                Instant.parse("2026-03-01T10:00:00Z"),
                Instant.parse("2026-03-01T10:05:00Z"),
                4,
                List.of("https://news.example/admin"),
                Map.of(0, 17L, 2, 40L));

        assertThat(text(Json.write(alert))).isEqualTo(golden("alert.json"));
        assertThat(Json.read(bytes("alert.json"), Alert.class)).isEqualTo(alert);
    }

    @Test
    void anAlertOfAnOlderVersionIsFiring() {
        var older = golden("alert.json")
                .replace("\"status\":\"RESOLVED\",", "")
                .replace("\"resolved_at\":\"2026-03-01T10:05:00.000Z\",", "")
                .replace(",\"offsets\":{\"0\":17,\"2\":40}", "");

        assertThat(Json.read(older.getBytes(UTF_8), Alert.class))
                .returns(Alert.Status.FIRING, Alert::status)
                .returns(null, Alert::resolvedAt)
                .returns(Map.of(), Alert::offsets);
    }

    @Test
    void fieldsThatANewerVersionAddsAreIgnored() {
        var newer = "{\"window\":{\"start\":\"2018-01-13T05:04:00.000Z\",\"end\":\"2018-01-13T05:04:30.000Z\"},"
                + "\"flagged\":true,\"count\":7,\"added_later\":{}}";

        assertThat(Json.read(newer.getBytes(UTF_8), PageViewWindow.class).count())
                .isEqualTo(7);
    }

    private static String golden(String name) {
        return text(bytes(name)).strip();
    }

    private static byte[] bytes(String name) {
        try (var file = WireShapeTest.class.getResourceAsStream("/golden/" + name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
