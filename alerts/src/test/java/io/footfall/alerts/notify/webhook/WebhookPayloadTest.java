package io.footfall.alerts.notify.webhook;

import static io.footfall.alerts.notify.SampleAlerts.NOW;
import static io.footfall.alerts.notify.SampleAlerts.notification;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.Outcome;
import io.footfall.alerts.rules.RuleNames;
import io.footfall.events.Json;
import io.footfall.events.text.SingleLine;
import io.footfall.testing.Schemas;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookPayloadTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LINE = 300;

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Long lines of characters that are two UTF-16 units or more, shifted so that a cut falls in each place once. */
    static Stream<Arguments> longTexts() {
        return Stream.of("😀", "𠮷", "👩‍👩‍👧", "e\u0301", "🇧🇪", "\uD83D")
                .flatMap(character -> Stream.of("/admin/1/", "/wp-admin/12/", "/a/123/")
                        .flatMap(path -> Stream.of(WebhookPayload.values())
                                .map(payload -> Arguments.of(payload, path, character))));
    }

    @ParameterizedTest
    @MethodSource("longTexts")
    void noHalfCharacterReachesAReceiverThatIsStrict(WebhookPayload payload, String path, String character)
            throws IOException {
        var line = SingleLine.of("https://news.example" + path + character.repeat(140), LINE);
        try (var receiver = new StrictReceiver()) {
            var outcome = send(payload, with(line, Collections.nCopies(10, line)), receiver.port());

            assertThat(outcome).isEqualTo(new Outcome.Delivered());
            assertThat(receiver.accepted()).hasSize(1);
        }
    }

    /** An answer without a body may have ended before anybody looks at it. */
    @RepeatedTest(200)
    void anAnswerThatHasEndedCounts() throws IOException {
        try (var receiver = new StrictReceiver()) {
            var outcome = send(WebhookPayload.WEBHOOK, with("A summary", List.of("evidence")), receiver.port());

            assertThat(outcome).isEqualTo(new Outcome.Delivered());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@all",
                "@channel",
                "@here",
                "<!channel>",
                "<!here|look>",
                "<@U012AB3CD>",
                "<https://evil.example|log in>",
                "/phpmyadmin/@all [log in](www.evil.example)",
                "[log in](https://evil.example)",
                "![x](https://evil.example/x.png)",
                "www.evil.example",
                ".www.evil.example",
                "..-evil.example",
                "https://news.example.evil.example/admin",
                "ftp://evil.example/x",
                "ann@evil.example",
                "```\n@all",
                "~~~ @all",
                "# @all"
            })
    void textOfStrangersIsNoLiveMentionOrLinkInChats(String text) {
        var slack = json(WebhookPayload.SLACK, with(text, List.of("evidence: " + text)));

        var texts = List.of(
                slack.get("text").textValue(),
                slack.get("blocks").get(0).get("text").get("text").textValue());
        assertThat(slack.get("blocks").get(0).get("text").get("type").textValue())
                .isEqualTo("plain_text");
        assertThat(texts).allSatisfy(each -> assertThat(each)
                .containsPattern("evidence: ")
                .doesNotContainPattern("@[\\w]|://|(?i)www\\.|\\]\\(|\\w\\.example"));
        assertThat(texts.get(0)).doesNotContain("<", ">");
        // All of it is in one block of code, where Mattermost and Slack know neither mentions nor formats.
        assertThat(texts.get(0)).matches("(?s)WARNING\n```\n[^`]*\n```");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<!channel>", "@everyone", "[log in](https://evil.example)", "<https://evil.example|log in>"})
    void annotationsOfAlertmanagerAreInertInItsOwnChats(String text) {
        var alert = json(WebhookPayload.ALERTMANAGER, with(text, List.of(text))).get(0);

        assertThat(List.of(
                        alert.get("annotations").get("summary").textValue(),
                        alert.get("annotations").get("description").textValue()))
                .allSatisfy(each ->
                        assertThat(each).isNotBlank().doesNotContainPattern("[<>]|@\\w|://|\\]\\(|\\w\\.example"));
        assertThat(alert.get("labels").get("alertname").textValue()).isIn(RuleNames.ALL);
    }

    @ParameterizedTest
    @EnumSource(WebhookPayload.class)
    void pathsAndTimesStayReadable(WebhookPayload payload) {
        var line = "2018-01-13T05:05:00.000Z · /blog/wp-login.php · NL · firefox 3.6";

        assertThat(json(payload, with(line, List.of(line))).toString()).contains(line);
    }

    @Test
    void theTextForMattermostHasTheEvidenceOfAllAlerts() {
        var text = json(WebhookPayload.SLACK, with("A page was requested", List.of("first line", "second line")))
                .get("text")
                .textValue();

        assertThat(text).isEqualTo("""
                WARNING
                ```
                WARNING · FIRING · A page was requested
                first line
                second line
                ```""");
    }

    @Test
    void theTextOfManyAlertsIsShorterThanAMessageMayBe() {
        var line = "&".repeat(LINE);
        var alert = with(line, Collections.nCopies(10, line)).alerts().get(0);
        var text = json(WebhookPayload.SLACK, notification("id").withAlerts(Collections.nCopies(100, alert)))
                .get("text")
                .textValue();

        assertThat(text).hasSizeBetween(10_000, 16_383).endsWith("\n```").doesNotContainPattern("&(?!amp;)");
    }

    private static Notification with(String summary, List<String> evidence) {
        var sample = notification("id");
        return sample.withAlerts(sample.alerts().stream()
                .map(alert -> alert.withText(summary, evidence))
                .toList());
    }

    @ParameterizedTest
    @EnumSource(Notification.Kind.class)
    void theBodyOfEveryKindFollowsItsSchema(Notification.Kind kind) {
        var sample = notification("id");
        var notification =
                new Notification(sample.id(), kind, sample.group(), sample.at(), sample.alerts(), sample.deliveries());

        Schemas.assertDescribed("webhook", WebhookPayload.WEBHOOK.bytes(notification, ""));
    }

    private static JsonNode json(WebhookPayload payload, Notification notification) {
        return Json.read(payload.bytes(notification, ""), JsonNode.class);
    }

    private Outcome send(WebhookPayload payload, Notification notification, int port) {
        var url = WebhookUrl.validated("setting", "http://127.0.0.1:" + port + "/", false);
        return new WebhookNotifier(
                        new WebhookEndpoint(url, Optional.empty(), Optional.empty()),
                        payload,
                        "",
                        new WebhookSignature(List.of()),
                        vertx.createHttpClient(WebhookNotifier.clientOptions(TIMEOUT)),
                        TIMEOUT,
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .send(notification)
                .join();
    }
}
