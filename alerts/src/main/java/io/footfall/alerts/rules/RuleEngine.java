package io.footfall.alerts.rules;

import io.footfall.alerts.rules.SecurityEvent.ForbiddenClick;
import io.footfall.alerts.rules.SecurityEvent.PageViewUpdate;
import io.footfall.alerts.rules.SecurityEvent.SuspiciousRequest;
import io.footfall.alerts.rules.SecurityEvent.TrafficUpdate;
import io.footfall.events.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Evaluates all rules: on each event, and as time passes. Used by one thread. */
public final class RuleEngine {
    private final ForbiddenPathRule forbiddenPath;
    private final ProbingRule probing;
    private final FloodRule flood;
    private final SilenceRule silence;
    private Instant newestWindow = Instant.MIN;
    private long newestCount;

    public RuleEngine(Thresholds thresholds) {
        this.forbiddenPath = new ForbiddenPathRule(thresholds.forbiddenPath());
        this.probing = new ProbingRule(thresholds.probing());
        this.flood = new FloodRule(thresholds.flood());
        this.silence = new SilenceRule(thresholds.silence());
    }

    /**
     * Evaluates the rules that use this kind of event. Windows that begin after they were written are ignored: a wrong
     * clock made them, and they would hide the real ones.
     */
    public Optional<Finding> evaluate(SecurityEvent event) {
        if (event instanceof ForbiddenClick click) {
            return Optional.of(forbiddenPath.evaluate(click));
        }
        if (event instanceof SuspiciousRequest request) {
            return probing.evaluate(request).map(found -> found);
        }
        if (event instanceof PageViewUpdate totals) {
            return totals.isFromTheFuture() ? Optional.empty() : evaluate(totals);
        }
        var traffic = (TrafficUpdate) event;
        if (!traffic.isFromTheFuture()) {
            flood.observe(traffic.window());
        }
        return Optional.empty();
    }

    private Optional<Finding> evaluate(PageViewUpdate totals) {
        observeClicks(totals);
        return flood.evaluate(totals.window());
    }

    /**
     * Evaluates the rules that depend on time alone.
     *
     * @param hasUnreadPageViews asked before a silence is found: after an outage of Kafka, the clicks of that time may
     *     not have been received yet
     */
    public List<Finding> tick(Instant now, BooleanSupplier hasUnreadPageViews) {
        if (silence.begins(now) && hasUnreadPageViews.getAsBoolean()) {
            return List.of();
        }
        return silence.evaluate(now).stream().toList();
    }

    /** Restores what the rules must know of an alert that was found by an earlier active replica. */
    public void restore(Alert alert) {
        if (alert.rule().equals(SilenceRule.NAME) && alert.status() == Alert.Status.FIRING) {
            silence.restore(alert);
        }
        if (alert.rule().equals(ProbingRule.NAME) && alert.status() == Alert.Status.FIRING) {
            probing.restore(alert.fingerprint());
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
