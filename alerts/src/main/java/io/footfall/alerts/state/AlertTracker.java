package io.footfall.alerts.state;

import static java.util.Comparator.comparing;

import io.footfall.alerts.rules.Finding;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tracks the alerts of all findings: one for each fingerprint, which is pending, firing or resolved. The caller writes
 * the changes to Kafka. Used by one thread.
 *
 * <pre>
 *   Condition (pending) ──▶ PENDING ──▶ deleted after the resolve timeout
 *                              │ Condition
 *                              ▼
 *   Occurrence, Condition ──▶ FIRING ──▶ RESOLVED  when cleared or after the resolve timeout
 *                              ▲             │
 *                              └─────────────┘     Occurrence, or a newer Condition
 * </pre>
 */
public final class AlertTracker {
    private final Policy policy;
    private final Map<String, TrackedAlert> alerts = new HashMap<>();
    private final Map<String, Optional<Alert>> changed = new LinkedHashMap<>();

    /**
     * How long alerts are kept.
     *
     * @param resolveTimeout wall-clock time without a finding after which an alert is resolved
     * @param maxAlerts alerts that are kept; beyond it, those that were resolved first are deleted
     * @param maxEvidence lines of evidence that an alert collects
     */
    public record Policy(Duration resolveTimeout, int maxAlerts, int maxEvidence) {}

    public AlertTracker(Policy policy) {
        this.policy = policy;
    }

    /** Restores an alert that was written to Kafka. Its resolve timeout starts anew. */
    public void restore(Alert alert, Instant now) {
        alerts.put(alert.fingerprint(), new TrackedAlert(alert, now));
    }

    /**
     * Applies a finding.
     *
     * @param position of the finding's record; an occurrence counts once, however often its record is read
     * @param isSettled whether no notification is due about an alert; a resolved alert that is not settled continues
     */
    public void apply(Finding finding, RecordPosition position, Instant now, Predicate<Alert> isSettled) {
        var known = alerts.get(finding.key().fingerprint());
        if (known != null && known.isResolved() && !isSettled.test(known.alert())) {
            known = known.reopened();
        }
        if (finding instanceof Finding.Condition condition) {
            apply(condition, known, now);
        } else if (finding instanceof Finding.Occurrence occurrence) {
            apply(occurrence, known, position, now);
        } else if (isActive(known)) {
            resolve(known, now);
        }
    }

    private void apply(Finding.Condition condition, TrackedAlert known, Instant now) {
        if (isActive(known)) {
            put(known.replaced(condition, now));
        } else if (known == null || known.isOlderThan(condition)) {
            put(TrackedAlert.begin(condition, now));
        }
    }

    private void apply(Finding.Occurrence occurrence, TrackedAlert known, RecordPosition position, Instant now) {
        if (isActive(known)) {
            if (!known.hasCounted(position)) {
                put(known.plus(occurrence, position, now, policy.maxEvidence()));
            }
        } else if (known == null) {
            put(TrackedAlert.begin(occurrence, Map.of(), position, now, policy.maxEvidence()));
        } else if (!known.hasCounted(position)) {
            put(TrackedAlert.begin(occurrence, known.alert().offsets(), position, now, policy.maxEvidence()));
        }
    }

    private static boolean isActive(TrackedAlert known) {
        return known != null && !known.isResolved();
    }

    /**
     * Resolves the alerts whose resolve timeout has expired and deletes the oldest resolved ones.
     *
     * @param isSettled alerts that are not settled are kept as they are
     */
    public void tick(Instant now, Predicate<Alert> isSettled) {
        var lastFindingBefore = now.minus(policy.resolveTimeout());
        alerts.values().stream()
                .filter(tracked -> !tracked.isResolved()
                        && tracked.lastFindingAt().isBefore(lastFindingBefore)
                        && isSettled.test(tracked.alert()))
                .toList()
                .forEach(tracked -> resolve(tracked, now));
        deleteOldest(isSettled);
    }

    /** Changes since the last call, by fingerprint: the alert as it is now, or empty if it was deleted. */
    public Map<String, Optional<Alert>> takeChanges() {
        var taken = new LinkedHashMap<>(changed);
        changed.clear();
        return taken;
    }

    public List<Alert> alerts() {
        return alerts.values().stream().map(TrackedAlert::alert).toList();
    }

    /** Pending alerts are deleted instead: nobody was notified of them. */
    private void resolve(TrackedAlert tracked, Instant now) {
        if (tracked.alert().status() == Status.PENDING) {
            delete(tracked.alert());
        } else {
            put(tracked.resolved(now));
        }
    }

    private void put(TrackedAlert tracked) {
        var before = alerts.put(tracked.alert().fingerprint(), tracked);
        if (before == null || !before.alert().equals(tracked.alert())) {
            changed.put(tracked.alert().fingerprint(), Optional.of(tracked.alert()));
        }
    }

    private void deleteOldest(Predicate<Alert> isSettled) {
        var resolved = new ArrayList<Alert>();
        alerts.values().stream()
                .filter(TrackedAlert::isResolved)
                .map(TrackedAlert::alert)
                .filter(isSettled)
                .forEach(resolved::add);
        resolved.sort(comparing(Alert::resolvedAt));
        resolved.stream().limit(Math.max(0, alerts.size() - policy.maxAlerts())).forEach(this::delete);
    }

    private void delete(Alert alert) {
        alerts.remove(alert.fingerprint());
        changed.put(alert.fingerprint(), Optional.empty());
    }
}
