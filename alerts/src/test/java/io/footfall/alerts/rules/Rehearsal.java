package io.footfall.alerts.rules;

import io.footfall.alerts.RulesConfig;
import io.footfall.alerts.Thresholds;
import io.footfall.alerts.life.AlertBook;
import io.footfall.alerts.life.Source;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
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

/** A scenario in; the alerts that people would be told of out: the rules with their defaults, driven as in service. */
final class Rehearsal {
    static final Instant START = Instant.parse("2018-01-13T00:00:00Z");

    private static final Duration QUIET_PERIOD = Duration.ofMinutes(5);
    /** Traffic windows come a little later than those of page openings. */
    private static final int TRAFFIC_IS_BEHIND = 2;

    private final Scenario scenario;
    private final Clicks clicks;
    private final CountedWindows windows;
    private final ForbiddenPathRule forbiddenPaths;
    private final FloodRule floods;
    private final SilenceRule silence;
    private final AlertBook book = new AlertBook(new AlertBook.Policy(QUIET_PERIOD, 1_000, 10));
    private final Deque<List<TrafficWindow>> underWay = new ArrayDeque<>();
    private final Map<List<String>, Told> told = new LinkedHashMap<>();
    private Instant newestWindow = Instant.MIN;
    private long offset;

    /**
     * An alert that people were told of.
     *
     * @param seconds by severity, in which second it first had it
     * @param summaries by severity, what it said then
     * @param alert as it was last
     */
    record Told(Map<Severity, Integer> seconds, Map<Severity, String> summaries, Alert alert) {}

    Rehearsal(Scenario scenario, Clicks clicks) {
        this.scenario = scenario;
        this.clicks = clicks;
        this.windows = new CountedWindows(new Random(scenario.seed()));
        var defaults = new SmallRyeConfigBuilder()
                .withMapping(RulesConfig.class)
                .build()
                .getConfigMapping(RulesConfig.class);
        var thresholds = Thresholds.of(defaults);
        this.forbiddenPaths = new ForbiddenPathRule(thresholds.forbiddenPath());
        this.floods = new FloodRule(thresholds.flood());
        this.silence = new SilenceRule(thresholds.silence());
    }

    List<Told> run() {
        for (var second = 0; second < scenario.seconds(); second++) {
            pass(second);
        }
        return List.copyOf(told.values());
    }

    private void pass(int second) {
        var at = START.plusSeconds(second);
        var now = at.plusSeconds(1);
        var visits = clicks.in(second);
        windows.add(visits, at);
        visits.stream()
                .filter(Clicks.Visited::isForbidden)
                .forEach(visited ->
                        apply(forbiddenPaths.judge(visited.click(), visited.path(), visited.pattern(), now), now));
        windows.flagged(now).forEach(window -> judge(window, now));
        underWay.addLast(windows.traffic(now));
        if (underWay.size() > TRAFFIC_IS_BEHIND) {
            underWay.removeFirst().forEach(floods::heard);
        }
        silence.at(now).ifPresent(finding -> apply(finding, now));
        book.pass(now, alert -> true);
        note(second);
    }

    private void judge(PageViewWindow window, Instant now) {
        var start = window.window().start();
        if (!window.isFinal() && !start.isBefore(newestWindow)) {
            newestWindow = start;
            silence.heard(now);
        }
        floods.judge(window, now).ifPresent(finding -> apply(finding, now));
    }

    private void apply(Finding finding, Instant now) {
        book.apply(finding, new Source(0, ++offset), now, alert -> true);
    }

    private void note(int second) {
        book.takeChanges().values().stream()
                .flatMap(Optional::stream)
                .filter(alert -> alert.status() != Status.PENDING)
                .forEach(alert -> note(alert, second));
    }

    private void note(Alert alert, int second) {
        var key = new ArrayList<>(List.of(alert.fingerprint(), alert.firedAt().toString()));
        var known =
                told.getOrDefault(key, new Told(new EnumMap<>(Severity.class), new EnumMap<>(Severity.class), alert));
        known.seconds().putIfAbsent(alert.severity(), second);
        known.summaries().putIfAbsent(alert.severity(), alert.summary());
        told.put(key, new Told(known.seconds(), known.summaries(), alert));
    }
}
