package io.footfall.alerts.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.alerts.DefaultReplica;
import io.footfall.alerts.rules.SecurityEvent;
import io.footfall.alerts.state.RecordPosition;
import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.Window;
import io.footfall.events.requests.Request;
import io.footfall.events.requests.RequestJson;
import io.footfall.events.topics.Topics;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityEventDecoderTest {
    private static final Instant WRITTEN_AT = Instant.parse("2018-01-13T05:05:01Z");
    private static final Click CLICK = new Click(
            "desktop",
            WRITTEN_AT.toEpochMilli(),
            "Title",
            "NL",
            0,
            "linux",
            "https://site.example/Admin/?x",
            0,
            "firefox");

    private final Topics topics = new Topics("");
    private final SecurityEventDecoder decoder = new SecurityEventDecoder(topics);

    @Test
    void aForbiddenClickHasPathPatternAndTimeOfItsHeaders() {
        var record = record(topics.forbidden(), ClickJson.forbidden(CLICK));
        record.headers()
                .add(Headers.FORBIDDEN_PATH, "/admin".getBytes(UTF_8))
                .add(Headers.FORBIDDEN_PATTERN, "/admin/**".getBytes(UTF_8))
                .add(Headers.SOURCE_TIMESTAMP, "1515819900000".getBytes(UTF_8));

        assertThat(decoder.decode(record))
                .contains(new ReceivedEvent(
                        new SecurityEvent.ForbiddenClick(
                                CLICK, "/admin", "/admin/**", Instant.parse("2018-01-13T05:05:00Z")),
                        new RecordPosition(0, 7),
                        WRITTEN_AT));
    }

    @Test
    void aForbiddenClickWithoutHeadersHasThePathOfItsUrl() {
        assertThat(decoder.decode(record(topics.forbidden(), ClickJson.forbidden(CLICK))))
                .map(ReceivedEvent::event)
                .contains(new SecurityEvent.ForbiddenClick(CLICK, "/Admin/", "/Admin/", WRITTEN_AT));
    }

    @Test
    void aSuspiciousRequestHasReasonPathAndTimeOfItsHeaders() {
        var request = new Request(5, "GET", "site.example", "/.%65nv", 404, 1, 2, null, "Nmap", "NL", false);
        var record = record(topics.suspiciousRequests(), RequestJson.write(request));
        record.headers()
                .add(Headers.REASON, "probe".getBytes(UTF_8))
                .add(Headers.PATH, "/.env".getBytes(UTF_8))
                .add(Headers.BOT, "Nmap".getBytes(UTF_8))
                .add(Headers.SOURCE_TIMESTAMP, "1515819900000".getBytes(UTF_8));

        assertThat(decoder.decode(record))
                .contains(new ReceivedEvent(
                        new SecurityEvent.SuspiciousRequest(
                                "key", request, "probe", "/.env", true, Instant.parse("2018-01-13T05:05:00Z")),
                        new RecordPosition(0, 7),
                        WRITTEN_AT));
    }

    @Test
    void aSuspiciousRequestWithoutHeadersHasNoReason() {
        var request = new Request(5, null, null, null, -1, -1, -1, null, null, null, false);

        assertThat(decoder.decode(record(topics.suspiciousRequests(), RequestJson.write(request))))
                .map(ReceivedEvent::event)
                .contains(new SecurityEvent.SuspiciousRequest("key", request, "", "/", false, WRITTEN_AT));
        assertThatThrownBy(() -> decoder.decode(record(topics.suspiciousRequests(), "x".getBytes(UTF_8))))
                .hasMessage("Record 7 of partition 0 of topic requests-suspicious is no request");
    }

    @Test
    void aWindowOfPageViewsHasTheTimeOfItsRecord() {
        var window = new PageViewWindow(
                Window.starting(0, Window.FLAGGED), true, 1, 2, new PageViewWindow.OutOfMarket(3, 4), 5, 6, true);

        assertThat(decoder.decode(record(topics.pageViews(), Json.write(window))))
                .map(ReceivedEvent::event)
                .contains(new SecurityEvent.PageViewUpdate(window, WRITTEN_AT));
    }

    @Test
    void aRecordWithoutValueIsNoEvent() {
        assertThat(decoder.decode(record(topics.traffic(), null))).isEmpty();
    }

    @Test
    void aMalformedRecordIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> decoder.decode(record(topics.forbidden(), "no click".getBytes(UTF_8))))
                .hasMessage("Record 7 of partition 0 of topic clicks-calculated-forbidden is no click");
    }

    @Test
    void aRecordOfAnotherTopicIsAnError() {
        assertThatThrownBy(() -> decoder.decode(record(topics.cleaned(), "{}".getBytes(UTF_8))))
                .hasMessageContaining(topics.cleaned());
    }

    @ParameterizedTest
    @CsvSource({
        "https://site.example/admin, /admin",
        "https://site.example:8443/admin/?q=/x#y, /admin/",
        "https://site.example, /",
        "https://site.example?x=/admin, /",
        "/admin?x, /admin",
        "no url at all, no url at all",
    })
    void thePathOfAUrlIsBetweenOriginAndQuery(String url, String path) {
        assertThat(SecurityEventDecoder.pathOf(url)).isEqualTo(path);
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, byte[] value) {
        return DefaultReplica.record(topic, 7, WRITTEN_AT, "key", value);
    }
}
