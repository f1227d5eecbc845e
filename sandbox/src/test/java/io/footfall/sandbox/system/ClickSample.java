package io.footfall.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.testing.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * A file of clicks with expected counts, which are computed here independently of the product. The file is the recorded
 * one if it is there, else a generated one.
 *
 * @param flagged cleaned page views and other cleaned clicks by start of the 30 s window
 * @param minutes cleaned clicks and page views among them by start of the minute
 */
record ClickSample(
        Path file,
        int lines,
        int cleaned,
        int outOfMarket,
        int rejected,
        int forbidden,
        Map<Instant, List<Integer>> flagged,
        Map<Instant, List<Integer>> minutes) {
    private static final int FIELDS = 9;
    private static final ObjectMapper JSON = new ObjectMapper();

    static ClickSample take(Path directory) throws IOException {
        var recorded = Requirement.RECORDED_CLICKS.find();
        return count(recorded.isPresent() ? recorded.get() : generate(directory.resolve("clicks.ndjson")));
    }

    private static ClickSample count(Path file) throws IOException {
        var flagged = new TreeMap<Instant, List<Integer>>();
        var minutes = new TreeMap<Instant, List<Integer>>();
        int cleaned = 0;
        int outOfMarket = 0;
        int rejected = 0;
        int forbidden = 0;
        var lines = Files.readAllLines(file);
        for (var line : lines) {
            var click = JSON.readTree(line);
            if (!isComplete(click)) {
                rejected++;
                continue;
            }
            forbidden += click.get("article").asText().endsWith("/admin") ? 1 : 0;
            if (!Set.of("BE", "NL")
                    .contains(click.get("visitor_country").asText().toUpperCase(Locale.ROOT))) {
                outOfMarket++;
                continue;
            }
            cleaned++;
            var opening = click.get("visitor_page_timer").asInt() == 0
                    && click.get("visitor_page_height").asInt() == 0;
            add(flagged, start(click, 30), opening ? 1 : 0, opening ? 0 : 1);
            add(minutes, start(click, 60), 1, opening ? 1 : 0);
        }
        return new ClickSample(
                file.toAbsolutePath().normalize(),
                lines.size(),
                cleaned,
                outOfMarket,
                rejected,
                forbidden,
                flagged,
                minutes);
    }

    private static boolean isComplete(JsonNode click) {
        return click.size() == FIELDS
                && StreamSupport.stream(click.spliterator(), false).noneMatch(JsonNode::isNull);
    }

    private static Instant start(JsonNode click, int seconds) {
        long millis = click.get("ts_ingest").asLong();
        return Instant.ofEpochMilli(millis - millis % (seconds * 1_000L));
    }

    private static void add(Map<Instant, List<Integer>> totals, Instant start, int first, int second) {
        totals.merge(start, List.of(first, second), (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
    }

    /** Generates two minutes of clicks, up to 40 s out of order, with all kinds of faults that a real file has. */
    private static Path generate(Path file) throws IOException {
        var random = new Random(20_180_113);
        var begin = Instant.parse("2018-01-13T05:04:00Z").toEpochMilli();
        var lines = new ArrayList<String>();
        for (int i = 0; i < 1_600; i++) {
            var time = begin + i * 75L + random.nextInt(40_000);
            lines.add(
                    i % 40 == 7
                            ? "{\"ts_ingest\": null}"
                            : line(random, time, i % 400 == 3 ? "admin" : "wiki/" + i % 50));
        }
        return Files.write(file, lines);
    }

    private static String line(Random random, long time, String page) {
        var country = List.of("BE", "be", "NL", "nl", "VN", "TH", "US").get(random.nextInt(7));
        var timer = random.nextBoolean() ? 0 : random.nextInt(10_000);
        return """
                {"visitor_platform":"mobile","ts_ingest":%d,"article_title":"Pagina's","visitor_country":"%s",\
                "visitor_page_timer":%d,"visitor_os":"ios","article":"https://news.example/%s",\
                "visitor_page_height":%d,"visitor_browser":"unknown"}""".formatted(time, country, timer, page, timer * 2);
    }
}
