package io.footfall.alerts.notify;

import io.footfall.alerts.life.Decisions;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alerts as they are in, what people have to be told of them out. It goes by what they have been told
 * already, not by what has just changed: whatever a crash has interrupted is still due afterwards.
 */
public final class Announcer {
    private final Policy policy;
    private final Decisions decisions;
    private final Map<String, Told> toldByFingerprint = new HashMap<>();
    private final Map<String, Instant> dueSince = new HashMap<>();

    /**
     * When people are told.
     *
     * @param groupWait how long an alert waits for others of its rule, to be told together
     * @param repeat after how long people are reminded of one that nobody has acknowledged
     */
    public record Policy(Duration groupWait, Duration repeat) {}

    /** Alerts to be told together. */
    public record Announcement(Notice.Kind kind, String group, List<Alert> alerts) {}

    private record Told(Instant firedAt, Severity severity, boolean isOver, Instant at) {}

    public Announcer(Policy policy, Decisions decisions) {
        this.policy = policy;
        this.decisions = decisions;
    }

    /** Takes note of what people are being told. */
    public void told(Collection<Alert> alerts, Instant at) {
        for (var alert : alerts) {
            var told = new Told(alert.firedAt(), alert.severity(), alert.status() == Status.RESOLVED, at);
            toldByFingerprint.merge(
                    alert.fingerprint(), told, (before, now) -> now.at.isBefore(before.at) ? before : now);
        }
    }

    /** Whether an alert may end: not before people have been told that it fires, unless they want to hear nothing. */
    public boolean isSettled(Alert alert, Instant now) {
        return kind(alert, now) == null;
    }

    /** What is to be told now. */
    public List<Announcement> due(Collection<Alert> alerts, Instant now) {
        var groups = new TreeMap<String, Announcement>();
        for (var alert : alerts) {
            var kind = kind(alert, now);
            if (kind != null) {
                groups.computeIfAbsent(
                                alert.rule() + " " + kind,
                                first -> new Announcement(kind, alert.rule(), new ArrayList<>()))
                        .alerts()
                        .add(alert);
            }
        }
        dueSince.keySet().retainAll(groups.keySet());
        groups.keySet().forEach(group -> dueSince.putIfAbsent(group, now));
        groups.keySet().removeIf(group -> now.isBefore(dueSince.get(group).plus(policy.groupWait())));
        dueSince.keySet().removeAll(groups.keySet());
        return List.copyOf(groups.values());
    }

    /** Null if there is nothing to tell. */
    private Notice.Kind kind(Alert alert, Instant now) {
        var told = toldByFingerprint.get(alert.fingerprint());
        var isKnown = told != null && told.firedAt.equals(alert.firedAt());
        return switch (alert.status()) {
            case PENDING -> null;
            case RESOLVED -> isKnown && !told.isOver ? Notice.Kind.RESOLVED : null;
            case FIRING -> {
                if (decisions.silenceOf(alert, now).isPresent()) {
                    yield null;
                }
                if (!isKnown) {
                    yield Notice.Kind.FIRING;
                }
                if (alert.severity().compareTo(told.severity) > 0) {
                    yield Notice.Kind.ESCALATED;
                }
                var isTime = !now.isBefore(told.at.plus(policy.repeat()));
                yield isTime && decisions.acknowledgementOf(alert).isEmpty() ? Notice.Kind.REMINDER : null;
            }
        };
    }
}
