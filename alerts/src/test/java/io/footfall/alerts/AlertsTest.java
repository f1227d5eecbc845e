package io.footfall.alerts;

import static io.footfall.testing.Patience.PATIENCE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.standardwebhooks.Webhook;
import io.footfall.events.Alert;
import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.Window;
import io.footfall.events.text.ShortHash;
import io.footfall.testing.ApiDocument;
import io.footfall.testing.Schemas;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole service with a real broker, mail server and webhook. */
@QuarkusTest
@WithTestResource(KafkaTestResource.class)
class AlertsTest {
    KafkaTestResource resource;

    @TestHTTPResource(value = "", management = true)
    URL management;

    /** Validates every answer of these tests against the OpenAPI document. */
    @BeforeEach
    void validateAnswers() {
        var document = ApiDocument.of(given().get("/q/openapi?format=json").asString());
        RestAssured.replaceFiltersWith((request, specification, context) -> {
            var response = context.next(request, specification);
            document.validate(
                    request.getMethod(),
                    URI.create(request.getURI()).getPath(),
                    response.statusCode(),
                    response.contentType(),
                    response.asString());
            return response;
        });
    }

    @AfterEach
    void validateNoMore() {
        RestAssured.replaceFiltersWith(List.of());
    }

    @Test
    void aForbiddenClickReachesMailboxWebhookTopicAndApi() {
        forbidden(EarlierRun.click("https://www.site.example/Admin?x=1", "2018-01-13T05:05:00.000Z"), "/admin");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(mails("/admin,")).hasSize(1);
            assertThat(posts("/admin,")).hasSize(1);
            assertThat(written("/admin,")).hasSize(1);
        });
        given().get("/alerts")
                .then()
                .statusCode(200)
                .body("firing.summary", hasItem("A management page was requested: /admin, by NL with firefox"))
                .body("firing.find { it.summary.contains('/admin,') }.last_seen_at", is("2018-01-13T05:05:00.000Z"));
    }

    @Test
    void moreClicksOnAPathAddToItsAlertWithoutANotification() {
        for (int second = 0; second < 4; second++) {
            forbidden(
                    EarlierRun.click("https://www.site.example/.env", "2018-01-13T05:05:0" + second + ".000Z"),
                    "/.env");
        }

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(written("/.env")).extracting(Alert::count).endsWith(4L));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(mails("/.env")).hasSize(1);
            assertThat(posts("/.env,")).hasSize(1);
        });
    }

    @Test
    void anAlertOfAnEarlierRunContinuesWithoutANotification() {
        forbidden(EarlierRun.CLICK, EarlierRun.PATH);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(written(EarlierRun.PATH))
                .extracting(Alert::count)
                .endsWith(4L));
        assertThat(mails(EarlierRun.PATH)).isEmpty();
        assertThat(posts(EarlierRun.PATH)).isEmpty();
    }

    @Test
    void untrustedTextIsEscapedInHtmlAndCannotStartAHeader() throws MessagingException {
        forbidden(
                EarlierRun.click(
                        "https://www.site.example/x\r\nBcc: all@example.org\r\n<script>evil()</script>/",
                        "2018-01-13T05:05:00.000Z"),
                "/x\r\nBcc: all@example.org\r\n<script>evil()</script>");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(mails("evil()")).hasSize(1));
        var received = mails("evil()").get(0);
        assertThat(received.getFrom()).containsExactly(new InternetAddress("Footfall at home <footfall@example.org>"));
        assertThat(received.getHeader("Bcc")).isNull();
        assertThat(received.getAllRecipients()).containsExactly(new InternetAddress("On call <oncall@example.org>"));
        assertThat(part(received, "text/html"))
                .contains("&lt;script&gt;evil()&lt;/script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void aClickWithoutPathHeaderIsNamedByItsUrl() {
        var click = EarlierRun.click("https://www.site.example/wp-login.php?a=b", "2018-01-13T05:05:00.000Z");
        resource.produce("clicks-calculated-forbidden", "visitor", ClickJson.forbidden(click), List.of());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(mails("requested: /wp-login.php,"))
                .hasSize(1));
    }

    @Test
    void aHugeFloodIsNotifiedOnceAndItsTotalsAreUpdated() {
        flood(new PageViewWindow(window(), true, 4_000, 60, new PageViewWindow.OutOfMarket(50, 10), 3, 0, false));
        flood(new PageViewWindow(window(), true, 5_210, 515, new PageViewWindow.OutOfMarket(90, 10), 3, 0, true));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(written("flood")).extracting(Alert::count).endsWith(5_825L));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(mails("flood")).hasSize(1));
        assertThat(mails("flood").get(0))
                .satisfies(mail ->
                        assertThat(mail.getSubject()).contains("CRITICAL").contains("attack"));
    }

    @Test
    void postsAreSignedAsStandardWebhooksSpecifies() {
        forbidden(EarlierRun.click("https://www.site.example/pma", "2018-01-13T05:05:00.000Z"), "/pma");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(posts("/pma,")).hasSize(1));
        var post = resource.posted().stream()
                .filter(each -> each.body().contains("/pma,"))
                .findFirst()
                .orElseThrow();
        assertThatCode(() -> new Webhook(KafkaTestResource.SECRET).verify(post.body(), post.headers()))
                .doesNotThrowAnyException();
        assertThat(post.body()).startsWith("{\"type\":\"alert.firing\",\"timestamp\":\"");
    }

    @Test
    void aSilencedAlertIsListedButNotNotifiedUntilTheSilenceEnds() {
        var fingerprint = ShortHash.of("forbidden-path", "/manager");
        var id = given().contentType("application/json")
                .body(Map.of("fingerprint", fingerprint, "until", inAnHour(), "comment", "we do this ourselves"))
                .post("/silences")
                .then()
                .statusCode(200)
                .body("by", is("anonymous"))
                .extract()
                .path("id");
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/silences").then().body("id", hasItem(id)));
        forbidden(EarlierRun.click("https://www.site.example/manager", "2018-01-13T05:05:00.000Z"), "/manager");

        await().atMost(PATIENCE).untilAsserted(() -> given().get("/alerts/" + fingerprint)
                .then()
                .statusCode(200)
                .body("alert.silence.comment", is("we do this ourselves"))
                .body("notices", hasSize(0)));
        given().delete("/silences/" + id).then().statusCode(204);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mails("/manager")).hasSize(1));
    }

    @Test
    void anAlertCanBeAcknowledgedAndRedelivered() {
        var fingerprint = ShortHash.of("forbidden-path", "/console");
        forbidden(EarlierRun.click("https://www.site.example/console", "2018-01-13T05:05:00.000Z"), "/console");
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/alerts/" + fingerprint)
                .then()
                .statusCode(200)
                .body("notices[0].deliveries.oncall.status", is("DELIVERED")));

        given().contentType("application/json")
                .body(Map.of("comment", "on it"))
                .post("/alerts/" + fingerprint + "/acknowledgement")
                .then()
                .statusCode(200);
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/alerts/" + fingerprint)
                .then()
                .body("alert.acknowledgement.comment", is("on it")));
        String notification = given().get("/alerts/" + fingerprint).path("notices[0].id");
        given().post("/alerts/notices/" + notification + "/deliveries/oncall")
                .then()
                .statusCode(200);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mails("/console")).hasSize(2));
    }

    @Test
    void aBacktestAppliesOtherThresholdsToPastEvents() {
        forbidden(
                EarlierRun.click("https://www.site.example/server-status", "2018-01-13T05:05:00.000Z"),
                "/server-status");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(written("/server-status")).isNotEmpty());
        var since =
                Instant.now().minusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS).toString();

        given().contentType("application/json")
                .body(Map.of("since", since, "clicks", 1))
                .post("/alerts/backtest")
                .then()
                .statusCode(200)
                .body("find { it.summary.contains('/server-status') }.severity", is("CRITICAL"));
        given().contentType("application/json")
                .body(Map.of("since", since))
                .post("/alerts/backtest")
                .then()
                .statusCode(200)
                .body("find { it.summary.contains('/server-status') }.severity", is("WARNING"));
        given().contentType("application/json")
                .body("{}")
                .post("/alerts/backtest")
                .then()
                .statusCode(400);
    }

    @Test
    void requestsForUnknownThingsOrWithInvalidBodiesAreRejected() {
        given().get("/alerts/nothing").then().statusCode(404);
        given().delete("/silences/nothing").then().statusCode(404);
        given().post("/alerts/notices/nothing/deliveries/oncall").then().statusCode(404);
        given().contentType("application/json")
                .body(Map.of("until", "2018-01-13T05:05:00.000Z"))
                .post("/silences")
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .body("{}")
                .post("/silences")
                .then()
                .statusCode(400);
    }

    @Test
    void anInvalidSilenceIsRejectedWithAReason() {
        assertRejected(Map.of("until", inAnHour(), "rul", "flood"), "no such field: rul");
        assertRejected(Map.of("until", inAnHour(), "rule", "floods"), "rule must be one of");
        assertRejected(Map.of("until", inAnHour(), "fingerprint", "nosuch"), "fingerprint must be");
        assertRejected(Map.of("until", inAnHour()), "rule or fingerprint is missing");
        assertRejected(Map.of("until", "2018-01-13T05:05:00.000Z", "all", true), "until must be in the future");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /silences         | {"until":"yesterday","all":true}  | until is 'yesterday': must be a time such as 2026-11-30T10:00:00Z
                    /silences         | {"until":1764500000,"all":true}   | until is '1764500000': must be a time such as 2026-11-30T10:00:00Z
                    /silences         | {"until":"2026-13-45","all":true} | until is '2026-13-45': must be a time such as 2026-11-30T10:00:00Z
                    /silences         | {"all":"perhaps"}                 | all must be true or false
                    /silences         | {"rule":["flood"]}                | rule must be text
                    /silences         | {"all":true}                      | until must not be null
                    /silences         | {"until":                         | the body is not JSON, see line 1
                    /silences         | until=tomorrow                    | the body is not JSON, see line 1
                    /silences         | [1]                               | the body must be a JSON object
                    /silences         | "all"                             | the body must be a JSON object
                    /silences         | null                              | the body is missing: it must be a JSON object
                    /silences         | ''                                | the body is missing: it must be a JSON object
                    /alerts/backtest  | {"since":"yesterday"}             | since is 'yesterday': must be a time such as 2026-11-30T10:00:00Z
                    /alerts/backtest  | {"mode":"FAST"}                   | mode is 'FAST': must be one of [LEARNED, PLAIN]
                    /alerts/backtest  | {"clicks":"many"}                 | clicks must be a whole number
                    /alerts/backtest  | {"ratio":"half"}                  | ratio must be a number
                    /alerts/backtest  | {"clicks":{}}                     | clicks must be a whole number
                    """)
    void aBodyThatCannotBeReadIsRejectedWithTheFieldAndWhatItMustBe(String path, String body, String error) {
        given().contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(400)
                .contentType("application/json")
                .body("error", startsWith(error));
    }

    @Test
    void emojiInASubjectArriveIntact() {
        forbidden(
                EarlierRun.click("https://www.site.example/admin/%F0%9F%98%80%F0%A0%AE%B7", "2018-01-13T05:05:00.000Z"),
                "/admin/😀𠮷");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(mails("requested: /admin/😀𠮷, by NL"))
                .hasSize(1));
    }

    @Test
    void linksOfVisitorsAreInertInMails() {
        forbidden(
                EarlierRun.click("https://login.evil.example/pay", "2018-01-13T05:05:00.000Z"),
                "/pay www.evil.example");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mails("/pay www.evil.example")).hasSize(1));
        var mail = mails("/pay www.evil.example").get(0);
        assertThat(part(mail, "text/plain"))
                .contains("https[:]//login[.]evil[.]example/pay", "/pay www[.]evil[.]example")
                .doesNotContain("evil.example");
        assertThat(part(mail, "text/html"))
                .contains("https[:]//login[.]evil[.]example/pay")
                .doesNotContain("evil.example");
    }

    private static void assertRejected(Map<String, Object> request, String why) {
        given().contentType("application/json")
                .body(request)
                .post("/silences")
                .then()
                .statusCode(400)
                .body(containsString(why));
    }

    @Test
    void aTestNotificationIsSentToEveryReceiverAndNotWritten() {
        given().post("/alerts/test")
                .then()
                .statusCode(200)
                .body("oncall.outcome", is("delivered"))
                .body("program.outcome", is("delivered"));
        assertThat(mails("This is a test")).hasSize(1);
        assertThat(written("This is a test")).isEmpty();
    }

    @Test
    void openApiDescribesTheFieldNamesOfTheJson() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("components.schemas.Alert.properties.keySet()", hasItem("last_seen_at"));
    }

    @Test
    void readinessAndMetricsAreAvailable() {
        given().get(management + "health/ready").then().statusCode(200);
        given().get(management + "metrics").then().statusCode(200).body(containsString("kafka_consumer"));
    }

    private void forbidden(Click click, String path) {
        resource.produce(
                "clicks-calculated-forbidden",
                "visitor",
                ClickJson.forbidden(click),
                List.of(
                        header(Headers.FORBIDDEN_PATH, path),
                        header(Headers.SOURCE_TIMESTAMP, Long.toString(click.tsIngest()))));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private void flood(PageViewWindow totals) {
        resource.produce("clicks-calculated-ddos", totals.window().key(), Json.write(totals), List.of());
    }

    private static String inAnHour() {
        return Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static Window window() {
        return Window.starting(Instant.parse("2018-01-13T05:04:00Z").toEpochMilli(), Window.FLAGGED);
    }

    private List<Message> mails(String subject) {
        return Arrays.<Message>stream(resource.mail().getReceivedMessages())
                .filter(message -> subjectOf(message).contains(subject))
                .toList();
    }

    private static String subjectOf(Message message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> posts(String text) {
        return resource.posted().stream()
                .map(KafkaTestResource.Post::body)
                .peek(body -> Schemas.assertValid("webhook", body))
                .filter(body -> body.contains(text))
                .toList();
    }

    /** All records of the topic of alerts whose summary contains a text. */
    private List<Alert> written(String text) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", resource.brokerAddress(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = List.of(new TopicPartition("alerts", 0), new TopicPartition("alerts", 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<Alert>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    Schemas.assertDescribed("alert", record.value());
                    var alert = Json.read(record.value(), Alert.class);
                    assertThat(record.key()).isEqualTo(alert.fingerprint());
                    found.add(alert);
                }
            }
            return found.stream()
                    .filter(alert -> alert.summary().contains(text))
                    .toList();
        }
    }

    private static String part(Message message, String type) {
        try {
            var parts = (jakarta.mail.internet.MimeMultipart) message.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                if (parts.getBodyPart(i).isMimeType(type)) {
                    return (String) parts.getBodyPart(i).getContent();
                }
            }
            throw new AssertionError("no " + type + " in " + GreenMailUtil.getWholeMessage(message));
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
