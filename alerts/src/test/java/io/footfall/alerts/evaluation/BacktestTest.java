package io.footfall.alerts.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.footfall.alerts.DefaultReplica;
import io.footfall.alerts.RecordingAlertsLog;
import io.footfall.alerts.rules.ForbiddenPathRule;
import io.footfall.alerts.rules.Thresholds;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.Window;
import io.footfall.events.topics.Topics;
import io.footfall.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final Instant START = Instant.parse("2018-01-13T05:00:00Z");

    private final Topics topics = new Topics("");
    private final SecurityEventDecoder decoder = new SecurityEventDecoder(topics);
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    @Test
    void itFindsTheAlertsThatTheActiveReplicaHasWritten() {
        flood(0);
        probe("/admin", 40);
        probe("/admin", 41);
        probe("/.env", 42);

        assertThat(backtest()).containsExactlyElementsOf(lastStates(live())).hasSize(3);
    }

    @Test
    void otherThresholdsChangeTheSeverity() {
        probe("/admin", 0);

        assertThat(backtest()).extracting(Alert::severity).containsExactly(Severity.WARNING);
        assertThat(new Backtest(withClicks(1), DefaultReplica.trackerPolicy())
                        .run(RetainedEvents.inOrder(records, decoder)))
                .extracting(Alert::severity)
                .containsExactly(Severity.CRITICAL);
    }

    @Test
    void eventsAreEvaluatedInOrderOfTheirTimestampsWhateverTheOrderOfTheirPartitions() {
        probe("/admin", 0);
        flood(1);
        probe("/.env", 60);
        probe("/admin", 61);
        var inOrder = backtest();

        Collections.shuffle(records, new Random(1));

        assertThat(backtest()).isEqualTo(inOrder);
    }

    @Test
    void anAlertIsResolvedByTheTimestampsOfLaterEventsAndFiresAgain() {
        probe("/admin", 0);
        probe("/.env", 301);
        probe("/admin", 400);

        assertThat(backtest())
                .extracting(Alert::firedAt, Alert::status)
                .containsExactly(
                        tuple(START, Status.RESOLVED),
                        tuple(START.plusSeconds(301), Status.FIRING),
                        tuple(START.plusSeconds(400), Status.FIRING));
    }

    @Test
    void aPendingAlertIsNotFound() {
        for (var window = 0; window < 20; window++) {
            window(window * 30, 100, 300, true);
        }
        window(600, 900, 0, false);

        assertThat(backtest()).isEmpty();
    }

    private List<Alert> backtest() {
        return new Backtest(DefaultReplica.thresholds(), DefaultReplica.trackerPolicy())
                .run(RetainedEvents.inOrder(records, decoder));
    }

    private List<Alert> live() {
        var log = new RecordingAlertsLog();
        var clock = new MutableClock(START);
        var replica = DefaultReplica.create(log, clock);
        RetainedEvents.inOrder(records, decoder).forEach(event -> {
            clock.set(event.timestamp());
            replica.process(List.of(event));
        });
        return log.takeAlerts();
    }

    private static List<Alert> lastStates(List<Alert> written) {
        var last = new LinkedHashMap<String, Alert>();
        written.forEach(alert -> last.put(alert.fingerprint(), alert));
        return List.copyOf(last.values());
    }

    private static Thresholds withClicks(int clicks) {
        var defaults = DefaultReplica.thresholds();
        return new Thresholds(
                new ForbiddenPathRule.Policy(Duration.ofMinutes(5), 5, clicks),
                defaults.probing(),
                defaults.flood(),
                defaults.silence());
    }

    private void flood(int second) {
        window(second, 9_000, 10, false);
    }

    private void window(int second, long views, long others, boolean isFinal) {
        var start = START.minusSeconds(30).plusSeconds(second);
        var window = new PageViewWindow(
                Window.starting(start.toEpochMilli(), Window.FLAGGED),
                true,
                views,
                others,
                new PageViewWindow.OutOfMarket(0, 0),
                views / 30 + 1,
                0,
                isFinal);
        records.add(record(topics.pageViews(), second, Json.write(window)));
    }

    private void probe(String path, int second) {
        var at = START.plusSeconds(second).toEpochMilli();
        var click = new Click("desktop", at, "Title", "NL", 0, "linux", "https://site.example" + path, 0, "firefox");
        var record = record(topics.forbidden(), second, ClickJson.forbidden(click));
        record.headers().add(Headers.FORBIDDEN_PATH, path.getBytes(UTF_8));
        records.add(record);
    }

    private ConsumerRecord<byte[], byte[]> record(String topic, int second, byte[] value) {
        return DefaultReplica.record(topic, records.size(), START.plusSeconds(second), "key", value);
    }
}
