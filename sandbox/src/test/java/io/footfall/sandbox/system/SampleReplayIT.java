package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.events.Headers;
import io.footfall.sandbox.RunningSandbox;
import io.footfall.testing.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Replays a recorded file with its original times through ingest, and checks the results everywhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleReplayIT {
    private ClickSample sample;
    private WebhookReceiver webhook;
    private RunningSandbox sandbox;

    @BeforeAll
    void replay(@TempDir Path directory) throws IOException {
        sample = ClickSample.take(directory);
        webhook = new WebhookReceiver();
        sandbox = RunningSandbox.ready(
                directory.resolve("data"),
                Map.of(
                        "FOOTFALL_PROCESSOR_IDLE_TIMEOUT",
                        "PT3S",
                        "FOOTFALL_ALERTS_RECEIVERS_PROGRAM_TYPE",
                        "webhook",
                        "FOOTFALL_ALERTS_RECEIVERS_PROGRAM_URL",
                        webhook.url()),
                "--replay=" + sample.file(),
                "--times=original",
                "--speed=max",
                "--via=http");
        sandbox.awaitLine("REPLAYED", PATIENCE);
    }

    @AfterAll
    void end() {
        sandbox.close();
        webhook.close();
    }

    @Test
    void kafkaHoldsEveryLineUnchanged() throws IOException {
        var received = sandbox.topic("clicks").stream().map(SampleReplayIT::text);

        assertThat(received).containsExactlyInAnyOrderElementsOf(Files.readAllLines(sample.file()));
    }

    @Test
    void everyClickIsInItsTopic() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(sandbox.count("clicks-cleaned")).isEqualTo(sample.cleaned());
            assertThat(sandbox.count("clicks-out-of-market")).isEqualTo(sample.outOfMarket());
            assertThat(sandbox.count("clicks-rejected")).isEqualTo(sample.rejected());
            assertThat(sandbox.count("clicks-calculated-forbidden")).isEqualTo(sample.forbidden());
        });
    }

    @Test
    void everyRecordFollowsItsSchema() {
        await().atMost(PATIENCE).until(() -> sandbox.count("clicks-cleaned") == sample.cleaned());

        // Reading validates.
        assertThat(sandbox.topics())
                .contains("alerts")
                .filteredOn(topic -> !topic.endsWith("-changelog")) // those of Kafka Streams
                .allSatisfy(sandbox::topic);
    }

    @Test
    void everyRejectedClickHasItsReasonAndItsSource() {
        await().atMost(PATIENCE).until(() -> sandbox.count("clicks-rejected") == sample.rejected());

        assertThat(sandbox.topic("clicks-rejected")).allSatisfy(record -> {
            assertThat(header(record, Headers.REASON)).isEqualTo("missing_field:visitor_platform");
            assertThat(header(record, Headers.SOURCE_TOPIC)).isEqualTo("clicks");
            assertThat(header(record, Headers.SOURCE_PARTITION)).matches("\\d+");
            assertThat(header(record, Headers.SOURCE_OFFSET)).matches("\\d+");
        });
    }

    @Test
    void everyCleanedClickIsAPointInTheStore() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sandbox.stored("clicks")).isEqualTo(sample.cleaned()));
    }

    @Test
    void finalTotalsOfWindowsAreCorrect() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Totals.finalFlagged(sandbox, "clicks-calculated-ddos"))
                .isEqualTo(sample.flagged()));
    }

    @Test
    void totalsOfTrafficAreInTheStore() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sandbox.rows("SELECT sum(clicks), min(final::int) FROM traffic")
                                .get(0))
                        .extracting(JsonNode::asInt)
                        .containsExactly(sample.cleaned(), 1));
    }

    @Test
    void totalsOfPageViewsAndTopArticlesAreInTheStore() {
        var openings = sample.flagged().values().stream()
                .mapToLong(counts -> counts.get(0))
                .sum();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(sandbox.rows("SELECT sum(\"count\"), min(final::int) FROM flagged")
                            .get(0))
                    .extracting(JsonNode::asLong)
                    .containsExactly(openings, 1L);
            assertThat(sandbox.rows("SELECT count_distinct(timestamp) FROM articles WHERE rank = '01'"))
                    .isEqualTo(sandbox.rows("SELECT count() FROM traffic WHERE views > 0"));
        });
    }

    @Test
    void theDashboardStreamsTheMinutesOfTheFile() throws Exception {
        try (var stream = new SseStream(sandbox.address("dashboard"))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(minutes(stream.newest())).isEqualTo(sample.minutes()));
        }
    }

    @Test
    void aProbeOfTheManagementPageIsNotified() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(sandbox.mails()).anyMatch(mail -> mail.contains("Subject: ") && mail.contains("/admin"));
            assertThat(webhook.received()).anyMatch(body -> body.contains("\"forbidden-path\""));
            assertThat(sandbox.count("alerts")).isPositive();
        });
    }

    @Test
    void theRecordedFileIsCountedAsDescribed() {
        Requirement.RECORDED_CLICKS.require();

        assertThat(List.of(
                        sample.lines(), sample.cleaned(), sample.outOfMarket(), sample.rejected(), sample.forbidden()))
                .containsExactly(1_633, 1_368, 224, 41, 4);
        assertThat(sample.flagged())
                .containsExactly(
                        Map.entry(Instant.parse("2018-01-13T05:04:00Z"), List.of(521, 515)),
                        Map.entry(Instant.parse("2018-01-13T05:04:30Z"), List.of(116, 56)),
                        Map.entry(Instant.parse("2018-01-13T05:05:30Z"), List.of(32, 51)),
                        Map.entry(Instant.parse("2018-01-13T05:06:00Z"), List.of(23, 54)));
    }

    /** Clicks and page views by minute, without empty minutes. */
    private static Map<Instant, List<Integer>> minutes(JsonNode snapshot) {
        var minutes = new TreeMap<Instant, List<Integer>>();
        for (var minute : snapshot.path("minutes")) {
            if (minute.get("clicks").asInt() > 0) {
                minutes.put(
                        Instant.parse(minute.get("start").asText()),
                        List.of(
                                minute.get("clicks").asInt(),
                                minute.get("views").asInt()));
            }
        }
        return minutes;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
