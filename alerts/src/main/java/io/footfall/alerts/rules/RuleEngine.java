package io.footfall.alerts.rules;

import io.footfall.alerts.rules.SecurityEvent.ForbiddenClick;
import io.footfall.alerts.rules.SecurityEvent.PageViewUpdate;
import io.footfall.alerts.rules.SecurityEvent.TrafficUpdate;
import io.footfall.events.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Evaluates all rules: on each event, and as time passes. Used by one thread. */
public final class RuleEngine {
    private final ForbiddenPathRule forbiddenPath;
    private final FloodRule flood;
    private final SilenceRule silence;
    private Instant newestWindow = Instant.MIN;
    private long newestCount;

    public RuleEngine(Thresholds thresholds) {
        this.forbiddenPath = new ForbiddenPathRule(thresholds.forbiddenPath());
        this.flood = new FloodRule(thresholds.flood());
        this.silence = new SilenceRule(thresholds.silence());
    }

    /** Evaluates the rules that use this kind of event. */
    public Optional<Finding> evaluate(SecurityEvent event) {
        if (event instanceof ForbiddenClick click) {
            return Optional.of(forbiddenPath.evaluate(click));
        }
        if (event instanceof PageViewUpdate totals) {
            observeClicks(totals);
            return flood.evaluate(totals);
        }
        flood.observe(((TrafficUpdate) event).window());
        return Optional.empty();
    }

    /** Evaluates the rules that depend on time alone. */
    public List<Finding> tick(Instant now) {
        return silence.evaluate(now).stream().toList();
    }

    /** Restores what the rules must know of an alert that was found by an earlier active replica. */
    public void restore(Alert alert) {
        if (alert.rule().equals(SilenceRule.NAME) && alert.status() == Alert.Status.FIRING) {
            silence.restore(alert);
        }
    }

    /** Only a window that has grown proves that clicks arrive: final records and repeated ones do not. */
    private void observeClicks(PageViewUpdate totals) {
        var window = totals.window();
        var count = window.count()
                + window.unflaggedCount()
                + window.outOfMarket().count()
                + window.outOfMarket().unflaggedCount();
        var start = window.window().start();
        if (start.isAfter(newestWindow) || (start.equals(newestWindow) && count > newestCount)) {
            newestWindow = start;
            newestCount = count;
            silence.observeClicks(totals.writtenAt());
        }
    }
}
