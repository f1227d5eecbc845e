package io.footfall.alerts.notify;

import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides which alerts people must be notified of, and groups them. It compares the alerts with the notifications that
 * were sent, not with their last change: what a crash interrupts is due again afterwards. Used by one thread.
 */
public final class Dispatcher {
    private final Policy policy;
    private final OperatorActions actions;
    private final Map<String, Notified> notifiedByFingerprint = new HashMap<>();
    private final Map<String, Instant> dueSinceByGroup = new HashMap<>();

    /**
     * When notifications are sent.
     *
     * @param groupWait how long an alert waits for others of its rule, to be in the same notification
     * @param repeatInterval time between reminders of a firing alert that nobody has acknowledged
     */
    public record Policy(Duration groupWait, Duration repeatInterval) {}

    /**
     * Alerts of one notification.
     *
     * @param name their rule
     */
    public record AlertGroup(Notification.Kind kind, String name, List<Alert> alerts) {}

    private record Notified(Instant firedAt, Severity severity, boolean isResolved, Instant at) {}

    public Dispatcher(Policy policy, OperatorActions actions) {
        this.policy = policy;
        this.actions = actions;
    }

    /** Records that a notification was sent about alerts as they were at that time. */
    public void notified(Collection<Alert> alerts, Instant at) {
        for (var alert : alerts) {
            var notified = new Notified(alert.firedAt(), alert.severity(), alert.status() == Status.RESOLVED, at);
            notifiedByFingerprint.merge(
                    alert.fingerprint(), notified, (older, newer) -> newer.at.isBefore(older.at) ? older : newer);
        }
    }

    /** Whether no notification is due about an alert. */
    public boolean isSettled(Alert alert, Instant now) {
        return kindOf(alert, now) == null;
    }

    /** The notifications to be sent now. The caller reports each with {@link #notified}. */
    public List<AlertGroup> due(Collection<Alert> alerts, Instant now) {
        var groups = new TreeMap<String, AlertGroup>();
        for (var alert : alerts) {
            var kind = kindOf(alert, now);
            if (kind != null) {
                groups.computeIfAbsent(
                                alert.rule() + " " + kind,
                                first -> new AlertGroup(kind, alert.rule(), new ArrayList<>()))
                        .alerts()
                        .add(alert);
            }
        }
        dueSinceByGroup.keySet().retainAll(groups.keySet());
        groups.keySet().forEach(group -> dueSinceByGroup.putIfAbsent(group, now));
        groups.keySet()
                .removeIf(group -> now.isBefore(dueSinceByGroup.get(group).plus(policy.groupWait())));
        dueSinceByGroup.keySet().removeAll(groups.keySet());
        return List.copyOf(groups.values());
    }

    /** When the next group that waits for others of its rule has waited long enough; empty if none waits. */
    public Optional<Instant> nextAt() {
        return dueSinceByGroup.values().stream()
                .min(Comparator.naturalOrder())
                .map(since -> since.plus(policy.groupWait()));
    }

    /** The kind of notification that is due about an alert, or null. */
    private Notification.Kind kindOf(Alert alert, Instant now) {
        var last = notifiedByFingerprint.get(alert.fingerprint());
        var isNotified = last != null && last.firedAt.equals(alert.firedAt());
        return switch (alert.status()) {
            case PENDING -> null;
            case RESOLVED -> isNotified && !last.isResolved ? Notification.Kind.RESOLVED : null;
            case FIRING -> {
                if (actions.silenceOf(alert, now).isPresent()) {
                    yield null;
                }
                if (!isNotified) {
                    yield Notification.Kind.FIRING;
                }
                if (alert.severity().compareTo(last.severity) > 0) {
                    yield Notification.Kind.ESCALATED;
                }
                var isReminderDue = !now.isBefore(last.at.plus(policy.repeatInterval()));
                yield isReminderDue && actions.acknowledgementOf(alert).isEmpty() ? Notification.Kind.REMINDER : null;
            }
        };
    }
}
