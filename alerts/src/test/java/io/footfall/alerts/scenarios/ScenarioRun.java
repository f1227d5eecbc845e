package io.footfall.alerts.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.alerts.DefaultReplica;
import io.footfall.alerts.RecordingAlertsLog;
import io.footfall.alerts.evaluation.SecurityEventDecoder;
import io.footfall.alerts.leader.ActiveReplica;
import io.footfall.alerts.scenarios.ScenarioClicks.VisitorClick;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.footfall.events.TrafficWindow;
import io.footfall.events.topics.Topics;
import io.footfall.testing.MutableClock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Runs a scenario second by second through the decoder and the active replica, as records from Kafka in production, with
 * the default settings.
 */
final class ScenarioRun {
    static final Instant START = Instant.parse("2018-01-13T00:00:00Z");

    /** Traffic windows arrive a little later than windows of page views. */
    private static final int TRAFFIC_DELAY_SECONDS = 2;

    private final Scenario scenario;
    private final ScenarioClicks clicks;
    private final SimulatedWindows windows;
    private final Topics topics = new Topics("");
    private final SecurityEventDecoder decoder = new SecurityEventDecoder(topics);
    private final RecordingAlertsLog log = new RecordingAlertsLog();
    private final MutableClock clock = new MutableClock(START);
    private final ActiveReplica replica = DefaultReplica.create(log, clock);
    private final Deque<List<TrafficWindow>> delayedTraffic = new ArrayDeque<>();
    private final Map<List<String>, WrittenAlert> written = new LinkedHashMap<>();
    private long nextOffset;

    /**
     * An alert that fired.
     *
     * @param seconds by severity, the second in which it first had it
     * @param summaries by severity, its summary then
     * @param alert as it was written last
     */
    record WrittenAlert(Map<Severity, Integer> seconds, Map<Severity, String> summaries, Alert alert) {}

    ScenarioRun(Scenario scenario, ScenarioClicks clicks) {
        this.scenario = scenario;
        this.clicks = clicks;
        this.windows = new SimulatedWindows(new Random(scenario.seed()));
    }

    List<WrittenAlert> run() {
        replica.takeOver();
        for (var second = 0; second < scenario.seconds(); second++) {
            run(second);
        }
        return List.copyOf(written.values());
    }

    private void run(int second) {
        var start = START.plusSeconds(second);
        clock.set(start.plusSeconds(1));
        replica.process(records(clicks.in(second), start).stream()
                .map(decoder::decode)
                .flatMap(Optional::stream)
                .toList());
        log.takeAlerts().stream()
                .filter(alert -> alert.status() != Status.PENDING)
                .forEach(alert -> collect(alert, second));
    }

    private List<ConsumerRecord<byte[], byte[]>> records(List<VisitorClick> visits, Instant start) {
        var now = clock.instant();
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        windows.add(visits, start);
        visits.stream().filter(VisitorClick::isForbidden).forEach(visit -> records.add(forbidden(visit)));
        windows.pageViews(now)
                .forEach(window ->
                        records.add(record(topics.pageViews(), window.window().key(), Json.write(window))));
        delayedTraffic.addLast(windows.traffic(now));
        if (delayedTraffic.size() > TRAFFIC_DELAY_SECONDS) {
            delayedTraffic
                    .removeFirst()
                    .forEach(window ->
                            records.add(record(topics.traffic(), window.window().key(), Json.write(window))));
        }
        return records;
    }

    private ConsumerRecord<byte[], byte[]> forbidden(VisitorClick visit) {
        var record = record(topics.forbidden(), Long.toString(visit.visitor()), ClickJson.forbidden(visit.click()));
        record.headers()
                .add(Headers.FORBIDDEN_PATH, visit.path().getBytes(UTF_8))
                .add(Headers.FORBIDDEN_PATTERN, visit.pattern().getBytes(UTF_8))
                .add(
                        Headers.SOURCE_TIMESTAMP,
                        Long.toString(clock.instant().toEpochMilli()).getBytes(UTF_8));
        return record;
    }

    private ConsumerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
        return DefaultReplica.record(topic, nextOffset++, clock.instant(), key, value);
    }

    private void collect(Alert alert, int second) {
        var key = List.of(alert.fingerprint(), alert.firedAt().toString());
        var known = written.getOrDefault(
                key, new WrittenAlert(new EnumMap<>(Severity.class), new EnumMap<>(Severity.class), alert));
        known.seconds().putIfAbsent(alert.severity(), second);
        known.summaries().putIfAbsent(alert.severity(), alert.summary());
        written.put(key, new WrittenAlert(known.seconds(), known.summaries(), alert));
    }
}
