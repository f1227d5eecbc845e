package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Json;
import io.footfall.events.TrafficWindow;
import io.footfall.events.topics.Topics;
import io.footfall.processor.alignment.MergeProgress;
import io.footfall.processor.state.StateJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A monitor posts a click every ten seconds, alone in the first of two partitions, and its clock is wrong. Messages stand
 * for the other partition, which has a click in each window and a right clock.
 */
class SlowClocksTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int CLICKS = 60;
    private static final Topics TOPICS = new Topics("");

    private final Pipeline pipeline = new Pipeline(2);
    private final Map<String, List<TrafficWindow>> windows = new HashMap<>();
    private long progress;

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void aSenderWithAConstantClockDoesNotKeepItsPartitionBusy() {
        for (var click = 0; click < CLICKS; click++) {
            post(Duration.ZERO, at(click));
        }

        nothingWaitsForTheMonitor();
    }

    @Test
    void aSenderWithASlowClockDoesNotKeepItsPartitionBusy() {
        for (var click = 0; click < CLICKS; click++) {
            post(Duration.ofMillis(click), at(click));
        }

        nothingWaitsForTheMonitor();
    }

    @Test
    void aSenderWhoseClockGoesAtHalfTheSpeedDoesNotKeepItsPartitionBusy() {
        for (var click = 0; click < CLICKS; click++) {
            post(at(click).dividedBy(2), at(click));
        }

        nothingWaitsForTheMonitor();
    }

    @Test
    void lateClicksDoNotKeepAPartitionBusy() {
        pipeline.send(Clicks.pageView(at(1).toMillis()));
        for (var click = 0; click < CLICKS; click++) {
            post(Duration.ofMinutes(-30), at(click));
        }

        nothingWaitsForTheMonitor();
    }

    @Test
    void aConstantClockThatIsTheNewestDoesNotKeepTheLastWindowOpen() {
        other(Duration.ZERO, true);
        for (var click = 0; click < 6; click++) {
            pipeline.send(Clicks.pageView(5_000));
            pipeline.wait(INTERVAL);
        }
        read();

        assertThat(last("2018-01-13T12:00:00.000Z").isFinal()).isTrue();
    }

    @Test
    void aQuietPartitionWithARightClockKeepsWindowsOpen() {
        for (var click = 0; click < CLICKS; click++) {
            post(at(click), at(click));
        }

        assertThat(last("2018-01-13T12:09:50.000Z").isFinal()).isFalse();
        assertThat(last("2018-01-13T12:09:00.000Z").isFinal()).isTrue();
        assertThat(progress).isEqualTo(millis(at(CLICKS - 1)));
    }

    /** The monitor and the other partition send a click with these times after noon, and an interval passes. */
    private void post(Duration monitor, Duration other) {
        pipeline.send(Clicks.pageView(monitor.toMillis()));
        var window = Math.floorDiv(millis(other), INTERVAL.toMillis()) * INTERVAL.toMillis();
        pipeline.sendPartial("""
                {"type":"window","kind":"traffic","partition":1,"start":%d,"totals":{"clicks":1}}""".formatted(window));
        other(other, false);
        pipeline.wait(INTERVAL);
        read();
    }

    private void other(Duration watermark, boolean isIdle) {
        pipeline.sendPartial("""
                {"type":"watermark","kind":"traffic","partition":1,"watermark":%d,"idle":%b}""".formatted(millis(watermark), isIdle));
    }

    private void read() {
        pipeline.read(TOPICS.traffic())
                .forEach(record -> windows.computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
                        .add(Json.read(record.value(), TrafficWindow.class)));
        pipeline.read(TOPICS.mergeProgress()).stream()
                .filter(record -> new String(record.key(), UTF_8).equals("traffic"))
                .forEach(record -> progress =
                        StateJson.read(record.value(), MergeProgress.class).watermark());
    }

    /** The merge's progress is what makes other partitions go on: they pause only for what it cannot close. */
    private void nothingWaitsForTheMonitor() {
        assertThat(progress).isEqualTo(millis(at(CLICKS - 1)));
        assertThat(last("2018-01-13T12:09:00.000Z").isFinal()).isTrue();
        assertThat(windows.values())
                .allSatisfy(records -> assertThat(records.stream().dropWhile(record -> !record.isFinal()))
                        .as("a final window is not opened again")
                        .allMatch(TrafficWindow::isFinal));
    }

    private TrafficWindow last(String window) {
        var records = windows.get(window);
        return records.get(records.size() - 1);
    }

    private static Duration at(int click) {
        return INTERVAL.multipliedBy(click);
    }

    private static long millis(Duration afterNoon) {
        return Clicks.NOON.plus(afterNoon).toEpochMilli();
    }
}
