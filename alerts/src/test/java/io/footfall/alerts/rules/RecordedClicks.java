package io.footfall.alerts.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.footfall.events.Click;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The file of real clicks, which stands beside the project or not, in; the complete ones of each second out. */
final class RecordedClicks implements Clicks {
    static final Path FILE = Path.of("..", "..", "shared", "data", "clicks-20180113.ndjson");

    private static final int FIELDS = 9;
    private static final long START = Instant.parse("2018-01-13T05:04:00Z").toEpochMilli();
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Integer, List<Visited>> bySecond = new HashMap<>();

    RecordedClicks() throws IOException {
        for (var line : Files.readAllLines(FILE)) {
            var json = JSON.readTree(line);
            if (json.size() == FIELDS) {
                var visited = visited(json);
                bySecond.computeIfAbsent(
                                (int) ((visited.click().tsIngest() - START) / 1_000), second -> new ArrayList<>())
                        .add(visited);
            }
        }
    }

    @Override
    public List<Visited> in(int second) {
        return bySecond.getOrDefault(second, List.of());
    }

    /** Nobody has told whose these clicks are: who looks alike is taken for the same, as by the processor. */
    private static Visited visited(JsonNode json) {
        var click = new Click(
                json.get("visitor_platform").asText(),
                json.get("ts_ingest").asLong(),
                json.get("article_title").asText(),
                json.get("visitor_country").asText().toUpperCase(Locale.ROOT),
                json.get("visitor_page_timer").asLong(),
                json.get("visitor_os").asText(),
                json.get("article").asText(),
                json.get("visitor_page_height").asLong(),
                json.get("visitor_browser").asText());
        var likeness = Objects.hash(
                click.visitorCountry(), click.visitorPlatform(), click.visitorOs(), click.visitorBrowser());
        return click.article().endsWith("/admin")
                ? new Visited(likeness, click, false, "/admin", "/admin")
                : new Visited(likeness, click, false);
    }
}
