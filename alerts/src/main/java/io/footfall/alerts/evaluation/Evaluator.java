package io.footfall.alerts.evaluation;

import io.footfall.alerts.rules.Finding;
import io.footfall.alerts.rules.RuleEngine;
import io.footfall.alerts.rules.SecurityEvent;
import io.footfall.alerts.state.AlertTracker;
import io.footfall.alerts.state.RecordPosition;
import io.footfall.events.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Evaluates the rules and applies what they find to the tracked alerts. Used by one thread. */
public final class Evaluator {
    /** Position of findings that come from no record. Only conditions do, and these are not counted by position. */
    private static final RecordPosition NO_RECORD = new RecordPosition(-1, -1);

    private final RuleEngine rules;
    private final AlertTracker tracker;
    private final BiPredicate<Alert, Instant> isSettled;
    private final Predicate<RecordPosition> hasPageViewsAfter;
    private RecordPosition lastPageViews = NO_RECORD;

    /**
     * Starts without alerts.
     *
     * @param isSettled whether no notification is due about an alert at that time
     * @param hasPageViewsAfter whether windows of page views were written behind a position, or that is not known:
     *     while there are any, no silence is found
     */
    public Evaluator(
            RuleEngine rules,
            AlertTracker tracker,
            BiPredicate<Alert, Instant> isSettled,
            Predicate<RecordPosition> hasPageViewsAfter) {
        this.rules = rules;
        this.tracker = tracker;
        this.isSettled = isSettled;
        this.hasPageViewsAfter = hasPageViewsAfter;
    }

    /** Restores an alert of the replica that was active before. */
    public void restore(Alert alert, Instant now) {
        tracker.restore(alert, now);
        rules.restore(alert);
    }

    /** Trains the rules with an event whose alerts have already been written. */
    public void warmUp(ReceivedEvent event) {
        var unused = findings(event);
    }

    public void evaluate(ReceivedEvent received, Instant now) {
        findings(received).ifPresent(finding -> apply(finding, received.position(), now));
    }

    private Optional<Finding> findings(ReceivedEvent received) {
        // After a rebalance, older records may be received again.
        if (received.event() instanceof SecurityEvent.PageViewUpdate
                && received.position().offset() >= lastPageViews.offset()) {
            lastPageViews = received.position();
        }
        return rules.evaluate(received.event());
    }

    /** Evaluates what depends on time alone: rules of time, and the resolve timeout. */
    public void tick(Instant now) {
        rules.tick(now, () -> hasPageViewsAfter.test(lastPageViews)).forEach(finding -> apply(finding, NO_RECORD, now));
        tracker.tick(now, alert -> isSettled.test(alert, now));
    }

    private void apply(Finding finding, RecordPosition position, Instant now) {
        tracker.apply(finding, position, now, alert -> isSettled.test(alert, now));
    }

    /** Changes since the last call, by fingerprint: the alert as it is now, or empty if it was deleted. */
    public Map<String, Optional<Alert>> takeChanges() {
        return tracker.takeChanges();
    }

    public List<Alert> alerts() {
        return tracker.alerts();
    }
}
