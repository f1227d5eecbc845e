package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.RunningSandbox;
import io.footfall.testing.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Clicks with the current time: responses of ingest, and latencies until the page and the notifications. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveIT {
    /** {@code -Dlive.seconds=5} on an idle machine; in a build, other tests run at the same time. */
    private static final Duration SOON = Patience.promised(Duration.ofSeconds(Integer.getInteger("live.seconds", 20)));

    private WebhookReceiver webhook;
    private RunningSandbox sandbox;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        webhook = new WebhookReceiver();
        sandbox = RunningSandbox.ready(
                directory.resolve("data"),
                Map.of(
                        "FOOTFALL_PROCESSOR_FORBIDDEN_PATHS",
                        "/administrator/**,/wp-login.php,/phpmyadmin/**," + secrets(),
                        "FOOTFALL_ALERTS_RECEIVERS_PROGRAM_TYPE",
                        "webhook",
                        "FOOTFALL_ALERTS_RECEIVERS_PROGRAM_URL",
                        webhook.url()),
                "--traffic=none");
    }

    @AfterAll
    void end() {
        sandbox.close();
        webhook.close();
    }

    @Test
    void aThousandClicksInOneArrayBecomeAThousandRecords() throws Exception {
        var before = sandbox.count("clicks");
        var clicks = IntStream.range(0, 1_000)
                .mapToObj(i -> LiveClicks.opening("/array/" + i, earlier()))
                .toList();

        var answer = sandbox.post("/clicks", array(clicks));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(sandbox.count("clicks") - before).isEqualTo(1_000);
    }

    @Test
    void clicksOfTheSameMillisecondAreAllStored() throws Exception {
        var clicks = IntStream.range(0, 500)
                .mapToObj(i -> LiveClicks.opening("/same/" + i, 1_700_000_000_123L))
                .toList();

        sandbox.post("/clicks", array(clicks));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sandbox.rows("SELECT count() FROM clicks WHERE article LIKE '%/same/%'")
                                .get(0)
                                .get(0)
                                .asInt())
                        .isEqualTo(500));
    }

    @Test
    void aWindowFullOfLongUrlsStopsNothing() throws Exception {
        var time = System.currentTimeMillis();
        var longPath = "/long/" + "\\u0001".repeat(600);
        for (int part = 0; part < 16; part++) {
            var offset = part * 100;
            var clicks = IntStream.range(offset, offset + 100)
                    .mapToObj(i -> LiveClicks.opening(longPath + i, time))
                    .toList();
            assertThat(sandbox.post("/clicks", array(clicks)).statusCode()).isEqualTo(200);
        }
        sandbox.post("/clicks", LiveClicks.opening("/after-the-long-ones"));

        try (var stream = new SseStream(sandbox.address("dashboard"))) {
            await().atMost(PATIENCE)
                    .until(() -> stream.newest().path("views_last_minute").asInt() > 1_600);
        }
        assertThat(sandbox.output()).noneMatch(line -> line.contains("ended unasked"));
    }

    @Test
    void anArrayWithABrokenElementIsRejectedAsAWhole() throws Exception {
        var before = sandbox.count("clicks");
        var clicks = List.of(LiveClicks.opening("/refused/0"), LiveClicks.opening("/refused/1"), "{\"article\":}");

        var answer = sandbox.post("/clicks", array(clicks));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"success\":false", "element 2");
        assertThat(sandbox.count("clicks")).isEqualTo(before);
    }

    @Test
    void allClicksOfAVisitorHaveOneKeyThatIsNotTheAddress() throws Exception {
        sandbox.post("/clicks", LiveClicks.opening("/key/1"));
        sandbox.post("/clicks", LiveClicks.opening("/key/2"));

        var keys = sandbox.topic("clicks").stream()
                .filter(record -> new String(record.value(), UTF_8).contains("/key/"))
                .map(record -> new String(record.key(), UTF_8))
                .distinct();
        assertThat(keys).singleElement().asString().matches("[A-Za-z0-9_-]{22}");
    }

    @Test
    void probesOfManagementPagesAreNotifiedWithinSeconds() throws Exception {
        var sent = new LinkedHashMap<String, Long>();
        for (var page = 0; page < 100; page++) {
            var path = "/secret/" + page + "x";
            sent.put(path, System.nanoTime());
            assertThat(sandbox.post("/clicks", LiveClicks.opening(path)).statusCode())
                    .isEqualTo(200);
            var pace = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);
            CompletableFuture.runAsync(() -> {}, pace).join();
        }
        await().atMost(PATIENCE).until(() -> sent.keySet().stream()
                .allMatch(path -> arrival(path).isPresent()));
        var delays = new ArrayList<Duration>();
        sent.forEach((path, at) -> delays.add(Duration.ofNanos(arrival(path).getAsLong() - at)));
        delays.sort(Comparator.naturalOrder());
        System.out.printf("click to webhook: p50 %s, p99 %s, max %s%n", delays.get(49), delays.get(98), delays.get(99));

        assertThat(delays.get(98)).isLessThan(SOON);
    }

    /** One pattern for each alert. */
    private static String secrets() {
        return IntStream.range(0, 100)
                .mapToObj(number -> "/secret/" + number + "x")
                .collect(Collectors.joining(","));
    }

    private OptionalLong arrival(String page) {
        return webhook.posts().stream()
                .filter(post -> post.body().contains(page))
                .mapToLong(WebhookReceiver.Post::at)
                .min();
    }

    @Test
    void aProbeOfAManagementPageIsSentByMailAndWebhookWithinSeconds() throws Exception {
        sandbox.post("/clicks", LiveClicks.opening("/wp-login.php"));
        await().atMost(PATIENCE).until(() -> notified("/wp-login.php"));

        sandbox.post("/clicks", LiveClicks.opening("/administrator/users"));

        await().atMost(SOON).until(() -> notified("/administrator/users"));
    }

    @Test
    void aBotsClickWithoutACountryGetsTheCountryOfTheProxyAndIsCountedSeparately() throws Exception {
        var click = LiveClicks.opening("/bot").replace("\"visitor_country\":\"BE\",", "");
        try (var stream = new SseStream(sandbox.address("dashboard"));
                var connection = new IngestConnection(sandbox.port("ingest"))) {
            var before = stream.newest().path("bots_now").asInt();

            connection.post(
                    click.getBytes(UTF_8),
                    "User-Agent: Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                    "CF-IPCountry: nl");

            await().atMost(PATIENCE).until(() -> sandbox.topic("clicks-cleaned").stream()
                    .map(record -> new String(record.value(), UTF_8))
                    .anyMatch(cleaned -> cleaned.contains("/bot\"") && cleaned.contains("\"NL\"")));
            await().atMost(PATIENCE)
                    .until(() -> stream.newest().path("bots_now").asInt() == before + 1);
        }
    }

    private boolean notified(String path) throws IOException {
        return sandbox.mails().stream().anyMatch(mail -> mail.contains(path))
                && webhook.received().stream().anyMatch(body -> body.contains(path));
    }

    /** In another window: so many articles would displace those that other tests expect in the top list. */
    private static long earlier() {
        return System.currentTimeMillis() - 30_000;
    }

    private static String array(List<String> clicks) {
        return clicks.stream().collect(Collectors.joining(",", "[", "]"));
    }
}
