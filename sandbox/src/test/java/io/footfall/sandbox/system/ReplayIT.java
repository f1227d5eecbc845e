package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.events.EventTime;
import io.footfall.events.Json;
import io.footfall.events.TrafficWindow;
import io.footfall.sandbox.RunningSandbox;
import io.footfall.sandbox.debug.DebugReader;
import io.footfall.testing.HttpClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A serving version with another market is built from the same topic as the live one. It differs in the market only,
 * does not affect the live version, and can be dropped.
 */
class ReplayIT {
    private static final String POINTS = "SELECT * FROM clicks %s ORDER BY timestamp, visitor_browser, visitor_country";
    private static final List<String> LIVE = List.of(
            "clicks-cleaned",
            "clicks-out-of-market",
            "clicks-rejected",
            "clicks-calculated-forbidden",
            "clicks-calculated-ddos",
            "clicks-calculated-traffic",
            "alerts");

    @Test
    void aVersionWithAnotherMarketDiffersOnlyByThatMarketAndCanBeDropped(@TempDir Path directory) throws Exception {
        var sample = ClickSample.take(directory);
        try (var sandbox = RunningSandbox.ready(
                directory.resolve("data"),
                Map.of("FOOTFALL_PROCESSOR_IDLE_TIMEOUT", "PT3S"),
                "--replay=" + sample.file(),
                "--times=original",
                "--speed=max",
                "--without=dashboard")) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(Totals.finalFlagged(sandbox, "clicks-calculated-ddos"))
                        .isEqualTo(sample.flagged());
                assertThat(Totals.traffic(sandbox, "clicks-calculated-traffic").values())
                        .allMatch(TrafficWindow::isFinal);
                assertThat(sandbox.stored("clicks")).isEqualTo(sample.cleaned());
                assertThat(sandbox.mails()).isNotEmpty();
            });
            var before = live(sandbox);

            try (var replay = RunningReplay.start(
                    sandbox,
                    "v2",
                    directory.resolve("v2"),
                    Map.of("FOOTFALL_PROCESSOR_MARKET", "BE", "FOOTFALL_PROCESSOR_IDLE_TIMEOUT", "PT3S"))) {
                theReportShowsOnlyTheNetherlands(replay, sample);
                resourceMetricsAndLogShowThatItHasCaughtUp(replay, directory.resolve("v2"));
                assertThat(points(sandbox, replay.store(), ""))
                        .isEqualTo(points(sandbox, sandbox.address("store"), "WHERE visitor_country = 'BE'"));
                assertThat(live(sandbox)).isEqualTo(before);

                var inUse = RunningReplay.drop(sandbox, "v2");
                assertThat(inUse.said()).contains("v2 is in use, by members of ", "footfall-processor-v2");
                assertThat(inUse.status()).isEqualTo(1);
            }
            thereIsNothingLeftOfIt(sandbox);
            assertThat(live(sandbox)).isEqualTo(before);
            theLiveOneGoesOn(sandbox, sample);
        }
    }

    private static void theReportShowsOnlyTheNetherlands(RunningReplay replay, ClickSample sample) throws Exception {
        var address = replay.processor().resolve("/replay/diff?with=unversioned");
        var report = Json.MAPPER.readTree(get(address, "application/json"));
        var dutch = hours(sample, click -> true);
        var openings = hours(
                sample,
                click -> click.get("visitor_page_timer").asInt() == 0
                        && click.get("visitor_page_height").asInt() == 0);

        assertThat(report.get("equal").asBoolean()).isFalse();
        assertThat(report.get("windows")).allSatisfy(windows -> {
            assertThat(windows.get("compared").asInt()).isPositive();
            assertThat(windows.get("only_in_first").asInt()
                            + windows.get("only_in_second").asInt()
                            + windows.get("not_final").asInt())
                    .isZero();
        });
        var differences = differences(report);
        assertThat(differences.remove("out_of_market")).isEqualTo(dutch);
        assertThat(differences.remove("ddos.out_of_market.count")).isEqualTo(openings);
        assertThat(differences.remove("cleaned")).isEqualTo(negative(dutch));
        assertThat(differences.remove("traffic.clicks")).isEqualTo(negative(dutch));
        assertThat(differences.remove("cleaned.page_openings")).isEqualTo(negative(openings));
        assertThat(differences.remove("traffic.views")).isEqualTo(negative(openings));
        assertThat(differences.remove("ddos.count")).isEqualTo(negative(openings));
        assertThat(differences.keySet())
                .containsExactlyInAnyOrder(
                        "ddos.unflagged_count", "ddos.out_of_market.unflagged_count", "traffic.visitors");
        assertThat(total(report, "rejected.missing_field:visitor_platform")).isEqualTo(sample.rejected());
        assertThat(total(report, "forbidden")).isEqualTo(sample.forbidden());
        assertThat(replay.output()).anyMatch(line -> line.startsWith("v2 against unversioned, of the same "));
        assertThat(get(address, "text/plain")).contains("different");
    }

    private static void resourceMetricsAndLogShowThatItHasCaughtUp(RunningReplay replay, Path data)
            throws IOException, InterruptedException {
        var progress = Json.MAPPER.readTree(get(replay.processor().resolve("/replay"), "application/json"));
        assertThat(progress.get("caught_up").asBoolean()).isTrue();
        assertThat(progress.get("clicks_left").asLong()).isZero();
        assertThat(get(replay.management().resolve("/q/metrics"), "*/*"))
                .containsPattern("footfall_processor_replay_share(\\{.*})? 1\\.0")
                .containsPattern("footfall_processor_replay_clicks_left(\\{.*})? 0\\.0");
        assertThat(get(replay.processor().resolve("/replay/diff"), "application/json"))
                .contains("name a version");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Files.readString(data.resolve("log/processor-v2.log")))
                .contains("Replay of clicks as v2: caught up: 100.0 %", "Replay is compared"));
    }

    /** Clicks of the Netherlands by hour, counted independently of the product. */
    private static Map<String, Long> hours(ClickSample sample, Predicate<JsonNode> counted) throws IOException {
        var hours = new TreeMap<String, Long>();
        for (var line : Files.readAllLines(sample.file())) {
            var click = Json.MAPPER.readTree(line);
            if (click.path("visitor_country").asText().equalsIgnoreCase("NL") && counted.test(click)) {
                var time = Instant.ofEpochMilli(click.get("ts_ingest").asLong());
                hours.merge(EventTime.format(time.truncatedTo(ChronoUnit.HOURS)), 1L, Long::sum);
            }
        }
        return hours;
    }

    private static Map<String, Long> negative(Map<String, Long> counts) {
        return counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> -entry.getValue()));
    }

    /** By measurement and hour. */
    private static Map<String, Map<String, Long>> differences(JsonNode report) {
        var differences = new TreeMap<String, Map<String, Long>>();
        for (var hour : report.get("hours")) {
            for (var measure : hour.get("differences")) {
                differences
                        .computeIfAbsent(measure.get("measure").asText(), absent -> new TreeMap<>())
                        .put(
                                hour.get("hour").asText(),
                                measure.get("difference").asLong());
            }
        }
        return differences;
    }

    private static long total(JsonNode report, String measure) {
        for (var total : report.get("totals")) {
            if (total.get("measure").asText().equals(measure)) {
                assertThat(total.get("difference").asLong()).isZero();
                return total.get("second").asLong();
            }
        }
        throw new AssertionError("no " + measure + " in " + report);
    }

    private static void thereIsNothingLeftOfIt(RunningSandbox sandbox) throws IOException, InterruptedException {
        awaitEndOfGroup(sandbox, "footfall-processor-v2");
        var dropped = new AtomicReference<RunningReplay.Done>();
        // Kafka Streams does not delete its group; the broker expires it.
        await().atMost(PATIENCE).until(() -> {
            dropped.set(RunningReplay.drop(sandbox, "v2"));
            return dropped.get().status() == 0;
        });
        assertThat(dropped.get().said())
                .contains("deleted topic  clicks-cleaned-v2", "deleted group  footfall-processor-v2")
                .contains("by hand");
        try (var reader = new DebugReader(sandbox.bootstrapServers())) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(reader.topics()).contains("clicks").noneMatch(name -> name.contains("v2")));
        }
    }

    /** Until then, each attempt would be a JVM for nothing. */
    private static void awaitEndOfGroup(RunningSandbox sandbox, String group) {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", sandbox.bootstrapServers()))) {
            await().atMost(PATIENCE).until(() -> admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .isEmpty());
        }
    }

    private static void theLiveOneGoesOn(RunningSandbox sandbox, ClickSample sample)
            throws IOException, InterruptedException {
        assertThat(sandbox.post("/clicks", LiveClicks.opening("/after")).statusCode())
                .isEqualTo(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sandbox.count("clicks-cleaned")).isEqualTo(sample.cleaned() + 1));
    }

    /** All records and points of the live version, and all notifications. */
    private static Map<String, List<String>> live(RunningSandbox sandbox) throws IOException, InterruptedException {
        var live = new TreeMap<String, List<String>>();
        for (var topic : LIVE) {
            live.put(
                    topic,
                    sandbox.topic(topic).stream()
                            .map(record -> record.partition() + "@" + record.offset() + " "
                                    + new String(record.value(), UTF_8))
                            .sorted()
                            .toList());
        }
        live.put("points", List.of(points(sandbox, sandbox.address("store"), "").toString()));
        live.put("mails", sandbox.mails());
        return live;
    }

    private static JsonNode points(RunningSandbox sandbox, URI store, String which)
            throws IOException, InterruptedException {
        return sandbox.rows(store, POINTS.formatted(which));
    }

    private static String get(URI address, String type) throws IOException, InterruptedException {
        return HttpClients.http1()
                .send(
                        HttpRequest.newBuilder(address)
                                .version(HttpClient.Version.HTTP_1_1)
                                .header("Accept", type)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
