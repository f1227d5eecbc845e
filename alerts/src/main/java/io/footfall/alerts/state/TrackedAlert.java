package io.footfall.alerts.state;

import io.footfall.alerts.rules.Finding;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Alert.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An alert and how findings change it.
 *
 * @param alert as it was last written
 * @param lastFindingAt wall-clock time of its last finding
 */
record TrackedAlert(Alert alert, Instant lastFindingAt) {
    /** A new alert for a condition; it may replace a resolved alert of the same fingerprint. */
    static TrackedAlert begin(Finding.Condition condition, Instant now) {
        var status = condition.pending() ? Status.PENDING : Status.FIRING;
        return new TrackedAlert(alert(condition, condition.key().severity(), status, firedAt(status, now)), now);
    }

    /**
     * A new alert for an occurrence; it may replace a resolved alert of the same fingerprint.
     *
     * @param offsets by partition, the newest counted offset of the alert that it replaces
     */
    static TrackedAlert begin(
            Finding.Occurrence occurrence,
            Map<Integer, Long> offsets,
            RecordPosition position,
            Instant now,
            int maxEvidence) {
        return tracked(
                occurrence,
                occurrence.key().severity(),
                occurrence.startedAt(),
                occurrence.at(),
                now,
                occurrence.count(),
                occurrence.evidence().stream().limit(maxEvidence).toList(),
                offsets,
                position,
                now);
    }

    boolean isResolved() {
        return alert.status() == Status.RESOLVED;
    }

    boolean isOlderThan(Finding.Condition condition) {
        return condition.lastSeenAt().isAfter(alert.lastSeenAt());
    }

    boolean hasCounted(RecordPosition position) {
        return alert.offsets().getOrDefault(position.partition(), -1L) >= position.offset();
    }

    /** This alert with a newer condition. A firing alert does not become pending again. */
    TrackedAlert replaced(Finding.Condition condition, Instant now) {
        var fires = alert.status() == Status.FIRING || !condition.pending();
        var status = fires ? Status.FIRING : Status.PENDING;
        var firedAt = alert.firedAt() == null ? firedAt(status, now) : alert.firedAt();
        return new TrackedAlert(alert(condition, higherSeverity(condition), status, firedAt), now);
    }

    /** This alert with one more occurrence. */
    TrackedAlert plus(Finding.Occurrence occurrence, RecordPosition position, Instant now, int maxEvidence) {
        var evidence = Stream.concat(alert.evidence().stream(), occurrence.evidence().stream())
                .distinct()
                .limit(maxEvidence)
                .toList();
        return tracked(
                occurrence,
                higherSeverity(occurrence),
                occurrence.startedAt().isBefore(alert.startedAt()) ? occurrence.startedAt() : alert.startedAt(),
                occurrence.at().isAfter(alert.lastSeenAt()) ? occurrence.at() : alert.lastSeenAt(),
                alert.firedAt(),
                alert.count() + occurrence.count(),
                evidence,
                alert.offsets(),
                position,
                now);
    }

    TrackedAlert resolved(Instant now) {
        return new TrackedAlert(alert.withStatus(Status.RESOLVED, now), lastFindingAt);
    }

    /** This alert, firing again as if it had not been resolved. */
    TrackedAlert reopened() {
        return new TrackedAlert(alert.withStatus(Status.FIRING, null), lastFindingAt);
    }

    private static Instant firedAt(Status status, Instant now) {
        return status == Status.FIRING ? now : null;
    }

    private Severity higherSeverity(Finding finding) {
        var found = finding.key().severity();
        return found.compareTo(alert.severity()) > 0 ? found : alert.severity();
    }

    private static Alert alert(Finding.Condition condition, Severity severity, Status status, Instant firedAt) {
        return new Alert(
                condition.key().fingerprint(),
                condition.key().rule(),
                severity,
                status,
                condition.summary(),
                condition.startedAt(),
                condition.lastSeenAt(),
                firedAt,
                null,
                condition.count(),
                condition.evidence(),
                Map.of());
    }

    private static TrackedAlert tracked(
            Finding.Occurrence occurrence,
            Severity severity,
            Instant startedAt,
            Instant lastSeenAt,
            Instant firedAt,
            long count,
            List<String> evidence,
            Map<Integer, Long> countedBefore,
            RecordPosition position,
            Instant now) {
        var offsets = new HashMap<>(countedBefore);
        offsets.put(position.partition(), position.offset());
        var alert = new Alert(
                occurrence.key().fingerprint(),
                occurrence.key().rule(),
                severity,
                Status.FIRING,
                occurrence.summary(),
                startedAt,
                lastSeenAt,
                firedAt,
                null,
                count,
                evidence,
                offsets);
        return new TrackedAlert(alert, now);
    }
}
