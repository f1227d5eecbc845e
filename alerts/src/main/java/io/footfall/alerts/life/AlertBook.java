package io.footfall.alerts.life;

import static java.util.Comparator.comparing;

import io.footfall.alerts.rules.Finding;
import io.footfall.events.Alert;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Findings in, what they change out: the newest alert of each fingerprint, the longest silent forgotten first. */
public final class AlertBook {
    private final Clock clock;
    private final Duration quietPeriod;
    private final int remembered;
    private final int mostEvidence;
    private final Map<String, Entry> entries = new HashMap<>();

    /**
     * @param quietPeriod wall-clock time without a sign after which an alert is no longer firing
     * @param remembered alerts kept at most
     * @param mostEvidence lines of evidence an alert collects at most
     */
    public AlertBook(Clock clock, Duration quietPeriod, int remembered, int mostEvidence) {
        this.clock = clock;
        this.quietPeriod = quietPeriod;
        this.remembered = remembered;
        this.mostEvidence = mostEvidence;
    }

    /** Takes an alert back from the log; a newer record of the same fingerprint replaces the older one. */
    public synchronized void restore(Alert alert, Instant writtenAt) {
        keep(new Entry(alert, writtenAt, 0));
    }

    public synchronized Change apply(Finding finding) {
        var known = entries.get(finding.cause().fingerprint());
        var now = clock.instant();
        if (known == null) {
            return new Change.Raised(keep(Entry.first(finding, now)));
        }
        var grown = known.grown(finding, now, mostEvidence);
        return grown.equals(known) ? new Change.Unchanged() : new Change.Updated(keep(grown));
    }

    /** All alerts that are remembered, those with the newest sign first. */
    public synchronized Snapshot snapshot() {
        var firing = new ArrayList<Alert>();
        var recent = new ArrayList<Alert>();
        var quietSince = clock.instant().minus(quietPeriod);
        var newestFirst = new ArrayList<>(entries.values());
        newestFirst.sort(comparing(Entry::seenAt).reversed());
        for (var entry : newestFirst) {
            var list = entry.seenAt().isAfter(quietSince) ? firing : recent;
            list.add(entry.alert());
        }
        return new Snapshot(firing, recent);
    }

    private Alert keep(Entry entry) {
        var fingerprint = entry.alert().fingerprint();
        entries.put(fingerprint, entry);
        if (entries.size() > remembered) {
            // Looked for, because the log is read back partition by partition, not in the order of time.
            entries.values().remove(Collections.min(entries.values(), comparing(Entry::seenAt)));
        }
        return entry.alert();
    }

    /**
     * The book at one moment.
     *
     * @param firing alerts with a sign within the quiet period
     * @param recent all others
     */
    public record Snapshot(List<Alert> firing, List<Alert> recent) {
        public Snapshot {
            firing = List.copyOf(firing);
            recent = List.copyOf(recent);
        }
    }
}
