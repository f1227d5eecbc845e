package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.ClockCorrection;
import io.footfall.events.Headers;
import io.footfall.events.TrafficWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Others click normally at 12:05, and a visitor whose clock is wrong clicks at the same time. Kafka receives each click when
 * it happens. The header {@value Headers#CLOCK_CORRECTION} says by how much the visitor's clock is wrong.
 */
class CorrectedClocksTest {
    private static final Duration CLICKED = Duration.ofMinutes(5);
    private static final String WINDOW = "2018-01-13T12:05:00.000Z";

    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {-150, 360, -86_400, 31_536_000, -1_000_000_000, 5})
    void aVisitorWhoseClockIsWrongIsInTheWindowOfTheTimeOfTheClick(long wrongBySeconds) {
        othersClick();
        click(wrongBySeconds, correction(wrongBySeconds));
        pipeline.wait(Duration.ofMinutes(2));

        assertThat(pipeline.traffic().get(WINDOW)).returns(2L, TrafficWindow::visitors);
        assertThat(pipeline.pageViews().get(WINDOW).count()).isEqualTo(2);
        assertThat(pipeline.cleaned())
                .extracting(CorrectedClocksTest::text)
                .hasSize(2)
                .allSatisfy(click -> assertThat(click).contains("\"ts_ingest\":\"" + WINDOW + "\""));
        assertThat(pipeline.clickCounts().get("0").late()).isZero();
    }

    @Test
    void withoutCorrectionASlowClockIsLateAndAFastOneInTheFuture() {
        othersClick();
        click(-150, Map.of());
        click(360, Map.of());
        pipeline.wait(Duration.ofMinutes(2));

        assertThat(pipeline.traffic().get(WINDOW)).returns(1L, TrafficWindow::visitors);
        assertThat(pipeline.clickCounts().get("0")).satisfies(counts -> {
            assertThat(counts.late()).isEqualTo(1);
            assertThat(counts.rejected()).containsExactly(Map.entry("in_future", 1L));
        });
    }

    @Test
    void aClickThatTheFastParserRefusesIsCorrectedToo() {
        othersClick();
        send(Clicks.json(Clicks.pageView(millis(-150))).replace("\"One\"", "\"\\u004fne\""), correction(-150));

        assertThat(text(pipeline.cleaned().get(1)))
                .contains("\"ts_ingest\":\"" + WINDOW + "\"", "\"article_title\":\"One\"");
    }

    @Test
    void aForbiddenClickHasTheCorrectedTime() {
        othersClick();
        send(Clicks.json(Clicks.click(millis(360), "VN", 0, "https://news.example/admin")), correction(360));

        assertThat(text(pipeline.forbidden().get(0))).contains("\"ts_ingest\":\"" + WINDOW + "\"");
        assertThat(text(pipeline.outOfMarket().get(0))).contains("\"ts_ingest\":\"" + WINDOW + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "five", "1.5", "9223372036854775807", "150000 ms"})
    void aMalformedCorrectionIsIgnored(String header) {
        click(0, Map.of(Headers.CLOCK_CORRECTION, header));

        assertThat(text(pipeline.cleaned().get(0))).contains("\"ts_ingest\":\"" + WINDOW + "\"");
    }

    @Test
    void aForgedCorrectionIsBoundedAsAForgedTimeIs() {
        click(0, Map.of(Headers.CLOCK_CORRECTION, "999999999999999"));
        click(0, Map.of(Headers.CLOCK_CORRECTION, "-999999999999999"));
        click(0, Map.of(Headers.CLOCK_CORRECTION, "300001"));

        assertThat(pipeline.cleaned()).isEmpty();
        assertThat(pipeline.rejected())
                .extracting(record ->
                        new String(record.headers().lastHeader("reason").value(), UTF_8))
                .containsExactly("bad_value:ts_ingest", "bad_value:ts_ingest", "in_future");
    }

    @Test
    void theRejectedClickKeepsTheTimeThatWasSent() {
        var sent = Clicks.json(Clicks.pageView(0));
        send(sent, Map.of(Headers.CLOCK_CORRECTION, "99999999"));

        assertThat(text(pipeline.rejected().get(0))).isEqualTo(sent);
    }

    @Test
    void aReplayOfTheSameRecordsGivesTheSame() {
        var first = replay();
        var second = replay();

        assertThat(first).hasSize(3).isEqualTo(second);
    }

    private static List<String> replay() {
        try (var pipeline = new Pipeline()) {
            send(pipeline, "other", json(0), Map.of());
            send(pipeline, "visitor", json(-150), correction(-150));
            send(pipeline, "visitor", json(360), correction(360));
            send(pipeline, "visitor", json(360), Map.of());
            return pipeline.cleaned().stream().map(CorrectedClocksTest::text).toList();
        }
    }

    private void othersClick() {
        send(pipeline, "other", json(0), Map.of());
    }

    private void click(long wrongBySeconds, Map<String, String> headers) {
        send(json(wrongBySeconds), headers);
    }

    private void send(String json, Map<String, String> headers) {
        send(pipeline, "visitor", json, headers);
    }

    private static void send(Pipeline pipeline, String key, String json, Map<String, String> headers) {
        pipeline.send(key, json.getBytes(UTF_8), headers, Clicks.NOON.plus(CLICKED));
    }

    private static String json(long wrongBySeconds) {
        return Clicks.json(Clicks.pageView(millis(wrongBySeconds)));
    }

    private static long millis(long wrongBySeconds) {
        return CLICKED.plusSeconds(wrongBySeconds).toMillis();
    }

    private static Map<String, String> correction(long wrongBySeconds) {
        return Map.of(Headers.CLOCK_CORRECTION, new String(ClockCorrection.encode(-wrongBySeconds * 1_000), UTF_8));
    }

    private static String text(TestRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }
}
