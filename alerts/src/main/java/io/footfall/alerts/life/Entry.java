package io.footfall.alerts.life;

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
 * What the book holds of one fingerprint: an alert and a finding in, the alert as it is then out.
 *
 * @param alert as it was last written
 * @param seenAt wall clock of its last sign
 */
record Entry(Alert alert, Instant seenAt) {
    /** An alert that begins, or begins again. */
    static Entry begin(Finding.Total total, Instant now) {
        var status = total.pending() ? Status.PENDING : Status.FIRING;
        return new Entry(state(total, total.cause().severity(), status, firedAt(status, now)), now);
    }

    /**
     * The same.
     *
     * @param counted what has been counted by the alert before it
     */
    static Entry begin(Finding.Sign sign, Map<Integer, Long> counted, Source source, Instant now) {
        return entry(
                sign,
                sign.cause().severity(),
                sign.at(),
                sign.at(),
                now,
                1,
                List.of(sign.evidence()),
                counted,
                source,
                now);
    }

    boolean isOver() {
        return alert.status() == Status.RESOLVED;
    }

    /** Whether the total is of something new, and not of what is over. */
    boolean isOlderThan(Finding.Total total) {
        return total.lastSeenAt().isAfter(alert.lastSeenAt());
    }

    boolean isCounted(Source source) {
        return alert.offsets().getOrDefault(source.partition(), -1L) >= source.offset();
    }

    /** A total replaces what was known; what once fired does not become pending again. */
    Entry replaced(Finding.Total total, Instant now) {
        var fires = alert.status() == Status.FIRING || !total.pending();
        var status = fires ? Status.FIRING : Status.PENDING;
        var firedAt = alert.firedAt() == null ? firedAt(status, now) : alert.firedAt();
        return new Entry(state(total, worse(total), status, firedAt), now);
    }

    Entry added(Finding.Sign sign, Source source, Instant now, int mostEvidence) {
        var evidence = Stream.concat(alert.evidence().stream(), Stream.of(sign.evidence()))
                .distinct()
                .limit(mostEvidence)
                .toList();
        return entry(
                sign,
                worse(sign),
                sign.at().isBefore(alert.startedAt()) ? sign.at() : alert.startedAt(),
                sign.at().isAfter(alert.lastSeenAt()) ? sign.at() : alert.lastSeenAt(),
                alert.firedAt(),
                alert.count() + 1,
                evidence,
                alert.offsets(),
                source,
                now);
    }

    Entry resolved(Instant now) {
        return with(Status.RESOLVED, now);
    }

    /** As if it had not been over. */
    Entry revived() {
        return with(Status.FIRING, null);
    }

    private Entry with(Status status, Instant resolvedAt) {
        return new Entry(
                new Alert(
                        alert.fingerprint(),
                        alert.rule(),
                        alert.severity(),
                        status,
                        alert.summary(),
                        alert.startedAt(),
                        alert.lastSeenAt(),
                        alert.firedAt(),
                        resolvedAt,
                        alert.count(),
                        alert.evidence(),
                        alert.offsets()),
                seenAt);
    }

    private static Instant firedAt(Status status, Instant now) {
        return status == Status.FIRING ? now : null;
    }

    private Severity worse(Finding finding) {
        var found = finding.cause().severity();
        return found.compareTo(alert.severity()) > 0 ? found : alert.severity();
    }

    private static Alert state(Finding.Total total, Severity severity, Status status, Instant firedAt) {
        return new Alert(
                total.cause().fingerprint(),
                total.cause().rule(),
                severity,
                status,
                total.summary(),
                total.startedAt(),
                total.lastSeenAt(),
                firedAt,
                null,
                total.count(),
                total.evidence(),
                Map.of());
    }

    private static Entry entry(
            Finding.Sign sign,
            Severity severity,
            Instant startedAt,
            Instant lastSeenAt,
            Instant firedAt,
            long count,
            List<String> evidence,
            Map<Integer, Long> counted,
            Source source,
            Instant now) {
        var offsets = new HashMap<>(counted);
        offsets.put(source.partition(), source.offset());
        var alert = new Alert(
                sign.cause().fingerprint(),
                sign.cause().rule(),
                severity,
                Status.FIRING,
                sign.summary(),
                startedAt,
                lastSeenAt,
                firedAt,
                null,
                count,
                evidence,
                offsets);
        return new Entry(alert, now);
    }
}
