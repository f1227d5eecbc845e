package io.footfall.alerts.scenarios;

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

/** Real clicks from a file that is not part of the project; incomplete ones are skipped. */
final class RecordedClicks implements ScenarioClicks {
    static final Path FILE = Path.of("..", "..", "shared", "data", "clicks-20180113.ndjson");

    private static final int FIELDS = 9;
    private static final long START = Instant.parse("2018-01-13T05:04:00Z").toEpochMilli();
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Integer, List<VisitorClick>> bySecond = new HashMap<>();

    RecordedClicks() throws IOException {
        for (var line : Files.readAllLines(FILE)) {
            var json = JSON.readTree(line);
            if (json.size() == FIELDS) {
                var visit = visit(json);
                bySecond.computeIfAbsent(
                                (int) ((visit.click().tsIngest() - START) / 1_000), second -> new ArrayList<>())
                        .add(visit);
            }
        }
    }

    @Override
    public List<VisitorClick> in(int second) {
        return bySecond.getOrDefault(second, List.of());
    }

    /** The file has no visitors: clicks that look alike count as one visitor, as in the processor. */
    private static VisitorClick visit(JsonNode json) {
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
        var visitor = Objects.hash(
                click.visitorCountry(), click.visitorPlatform(), click.visitorOs(), click.visitorBrowser());
        return click.article().endsWith("/admin")
                ? new VisitorClick(visitor, click, false, "/admin", "/admin")
                : new VisitorClick(visitor, click, false);
    }
}
