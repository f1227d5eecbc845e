package io.footfall.alerts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.footfall.events.Alert;
import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.FlaggedWindow;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.footfall.events.Window;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.Test;

/** The whole service among a real broker, a real mail server and a real webhook's receiver. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class AlertsTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    Surroundings surroundings;

    @Test
    void aForbiddenClickReachesTheMailboxTheWebhookTheLogAndTheApi() {
        forbidden(Earlier.click("https://www.site.example/Admin?x=1", "2018-01-13T05:05:00.000Z"), "/admin");

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(mails("/admin")).hasSize(1);
            assertThat(posts("/admin")).hasSize(1);
            assertThat(logged("/admin")).hasSize(1);
        });
        given().get("/alerts")
                .then()
                .statusCode(200)
                .body("firing.summary", hasItem("A forbidden path was requested: /admin"))
                .body("firing.find { it.summary.endsWith('/admin') }.last_seen_at", is("2018-01-13T05:05:00.000Z"));
    }

    @Test
    void moreClicksOnAPathGrowItsAlertButTellNobodyAgain() {
        for (int second = 0; second < 4; second++) {
            forbidden(Earlier.click("https://www.site.example/.env", "2018-01-13T05:05:0" + second + ".000Z"), "/.env");
        }

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(logged("/.env")).extracting(Alert::count).containsExactly(1L, 2L, 3L, 4L));
        assertThat(mails("/.env")).hasSize(1);
        assertThat(posts("/.env")).hasSize(1);
    }

    @Test
    void anAlertOfAnEarlierRunGrowsOnAndIsNotToldAgain() {
        forbidden(Earlier.CLICK, Earlier.PATH);

        await().atMost(SOON).untilAsserted(() -> assertThat(logged(Earlier.PATH))
                .extracting(Alert::count)
                .containsExactly(3L, 4L));
        assertThat(mails(Earlier.PATH)).isEmpty();
        assertThat(posts(Earlier.PATH)).isEmpty();
    }

    @Test
    void hostileTextIsEscapedInHtmlAndCannotBeginAHeader() throws MessagingException {
        forbidden(
                Earlier.click(
                        "https://www.site.example/x\r\nBcc: all@example.org\r\n<script>evil()</script>/",
                        "2018-01-13T05:05:00.000Z"),
                "/x\r\nBcc: all@example.org\r\n<script>evil()</script>");

        await().atMost(SOON).untilAsserted(() -> assertThat(mails("evil()")).hasSize(1));
        var received = mails("evil()").get(0);
        assertThat(received.getHeader("Bcc")).isNull();
        assertThat(received.getAllRecipients()).hasSize(1);
        assertThat(part(received, "text/html"))
                .contains("&lt;script&gt;evil()&lt;/script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void aClickWithoutTheHeaderIsNamedByItsUrl() {
        var click = Earlier.click("https://www.site.example/wp-login.php?a=b", "2018-01-13T05:05:00.000Z");
        surroundings.produce("clicks-calculated-forbidden", "visitor", ClickJson.forbidden(click), List.of());

        await().atMost(SOON).untilAsserted(() -> assertThat(mails("requested: /wp-login.php"))
                .hasSize(1));
    }

    @Test
    void aFloodIsToldOnceAndItsTotalsAreKeptUpToDate() {
        flood(new FlaggedWindow(window(), true, 200, 60, new FlaggedWindow.OutOfMarket(50, 10), 0, 0, false));
        flood(new FlaggedWindow(window(), true, 521, 515, new FlaggedWindow.OutOfMarket(90, 10), 0, 0, true));

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(logged("flood")).extracting(Alert::count).containsExactly(250L, 611L));
        assertThat(mails("flood")).hasSize(1);
        assertThat(mails("flood").get(0))
                .satisfies(mail -> assertThat(mail.getSubject()).contains("CRITICAL"));
    }

    @Test
    void aTestAlertIsSentToEveryReceiverAndIsNotWrittenDown() {
        given().post("/alerts/test")
                .then()
                .statusCode(200)
                .body("receiver", contains("mail", "webhook"))
                .body("delivered", everyItem(is(true)));

        assertThat(mails("This is a test")).hasSize(1);
        assertThat(logged("This is a test")).isEmpty();
    }

    @Test
    void theApiIsDescribedInTheNamesItSpeaks() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("components.schemas.Alert.properties.keySet()", hasItem("last_seen_at"));
    }

    @Test
    void theServiceSaysThatItIsReadyAndWhatItMeasures() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("kafka_consumer"));
    }

    private void forbidden(Click click, String path) {
        surroundings.produce(
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

    private void flood(FlaggedWindow totals) {
        surroundings.produce("clicks-calculated-ddos", totals.window().key(), Json.write(totals), List.of());
    }

    private static Window window() {
        return Window.starting(Instant.parse("2018-01-13T05:04:00Z").toEpochMilli(), Window.FLAGGED);
    }

    private List<Message> mails(String subject) {
        return Arrays.<Message>stream(surroundings.mail().getReceivedMessages())
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
        return surroundings.posted().stream()
                .filter(body -> body.contains(text))
                .toList();
    }

    /** Everything the topic of alerts holds about a text, read anew. */
    private List<Alert> logged(String text) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", surroundings.brokerAddress(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = List.of(new TopicPartition("alerts", 0), new TopicPartition("alerts", 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<Alert>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
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
