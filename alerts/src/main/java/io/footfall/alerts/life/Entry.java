package io.footfall.alerts.life;

import io.footfall.alerts.rules.Finding;
import io.footfall.events.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the book holds of one fingerprint: an alert and a finding in, the grown alert out.
 *
 * @param alert as it was last written
 * @param seenAt wall clock of its last sign
 * @param of clicks its count is measured against; 0 where it counts signs or was read back
 */
record Entry(Alert alert, Instant seenAt, long of) {

    static Entry first(Finding finding, Instant now) {
        if (finding instanceof Finding.Total total) {
            var window = total.window();
            return entry(total, window.start(), window.end(), now, total.count(), total.evidence(), now, total.of());
        }
        var sign = (Finding.Sign) finding;
        return entry(sign, sign.at(), sign.at(), now, 1, List.of(sign.evidence()), now, 0);
    }

    /** Equal to this when the finding says nothing new. */
    Entry grown(Finding finding, Instant now, int mostEvidence) {
        return finding instanceof Finding.Total total
                ? replaced(total, now)
                : added((Finding.Sign) finding, now, mostEvidence);
    }

    /** Totals of a window only grow, so the largest is the newest, in whatever order they come. */
    private Entry replaced(Finding.Total total, Instant now) {
        boolean newer = total.count() > alert.count() || (total.count() == alert.count() && total.of() > of);
        if (!newer) {
            return this;
        }
        var window = total.window();
        return entry(
                total, window.start(), window.end(), alert.firedAt(), total.count(), total.evidence(), now, total.of());
    }

    private Entry added(Finding.Sign sign, Instant now, int mostEvidence) {
        var evidence = Stream.concat(alert.evidence().stream(), Stream.of(sign.evidence()))
                .limit(mostEvidence)
                .toList();
        return entry(
                sign,
                sign.at().isBefore(alert.startedAt()) ? sign.at() : alert.startedAt(),
                sign.at().isAfter(alert.lastSeenAt()) ? sign.at() : alert.lastSeenAt(),
                alert.firedAt(),
                alert.count() + 1,
                evidence,
                now,
                0);
    }

    private static Entry entry(
            Finding finding,
            Instant startedAt,
            Instant lastSeenAt,
            Instant firedAt,
            long count,
            List<String> evidence,
            Instant seenAt,
            long of) {
        var cause = finding.cause();
        var alert = new Alert(
                cause.fingerprint(),
                cause.rule(),
                cause.severity(),
                Alert.Status.FIRING,
                finding.summary(),
                startedAt,
                lastSeenAt,
                firedAt,
                null,
                count,
                evidence,
                Map.of());
        return new Entry(alert, seenAt, of);
    }
}
