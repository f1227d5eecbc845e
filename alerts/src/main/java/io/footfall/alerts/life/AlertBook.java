package io.footfall.alerts.life;

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
 * Findings in, the alerts that they begin, change and end out: one a fingerprint, which is pending,
 * firing or resolved. What has changed is to be written down; the time comes with each call.
 */
public final class AlertBook {
    private final Policy policy;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, Optional<Alert>> changed = new LinkedHashMap<>();

    /**
     * How long alerts live.
     *
     * @param quietPeriod wall-clock time without a sign after which an alert is over
     * @param remembered alerts kept at most; those that have been over for longest go first
     * @param evidence lines of evidence that an alert collects at most
     */
    public record Policy(Duration quietPeriod, int remembered, int evidence) {}

    public AlertBook(Policy policy) {
        this.policy = policy;
    }

    /** Takes back an alert as it was written; it is quiet from now on, because nobody has listened in between. */
    public void restore(Alert alert, Instant now) {
        entries.put(alert.fingerprint(), new Entry(alert, now));
    }

    /**
     * Takes note of what a rule has found.
     *
     * @param source of the finding's record, which counts once however often it comes
     * @param isSettled whether people have heard of the end of one that is over; else it goes on
     */
    public void apply(Finding finding, Source source, Instant now, Predicate<Alert> isSettled) {
        var known = entries.get(finding.cause().fingerprint());
        if (known != null && known.isOver() && !isSettled.test(known.alert())) {
            known = known.revived();
        }
        var begins = known == null || known.isOver();
        if (finding instanceof Finding.Total total) {
            if (!begins) {
                keep(known.replaced(total, now));
            } else if (known == null || known.isOlderThan(total)) {
                keep(Entry.begin(total, now));
            }
        } else if (finding instanceof Finding.Sign sign) {
            if (known == null || !known.isCounted(source)) {
                var counted =
                        known == null ? Map.<Integer, Long>of() : known.alert().offsets();
                keep(
                        begins
                                ? Entry.begin(sign, counted, source, now)
                                : known.added(sign, source, now, policy.evidence()));
            }
        } else if (!begins) {
            end(known, now);
        }
    }

    /**
     * Ends the alerts that have been quiet for long enough, and forgets the oldest of those that are over.
     *
     * @param mayEnd not yet, for one of which people still have to be told
     */
    public void pass(Instant now, Predicate<Alert> mayEnd) {
        var quietSince = now.minus(policy.quietPeriod());
        entries.values().stream()
                .filter(entry -> !entry.isOver() && entry.seenAt().isBefore(quietSince) && mayEnd.test(entry.alert()))
                .toList()
                .forEach(entry -> end(entry, now));
        forgetOldest(mayEnd);
    }

    /** Those that changed since they were asked for last, by fingerprint: as they are now, or empty where forgotten. */
    public Map<String, Optional<Alert>> takeChanges() {
        var taken = new LinkedHashMap<>(changed);
        changed.clear();
        return taken;
    }

    public List<Alert> alerts() {
        return entries.values().stream().map(Entry::alert).toList();
    }

    /** One that nobody was to hear of yet is simply gone. */
    private void end(Entry entry, Instant now) {
        if (entry.alert().status() == Status.PENDING) {
            forget(entry.alert());
        } else {
            keep(entry.resolved(now));
        }
    }

    private void keep(Entry entry) {
        var before = entries.put(entry.alert().fingerprint(), entry);
        if (before == null || !before.alert().equals(entry.alert())) {
            changed.put(entry.alert().fingerprint(), Optional.of(entry.alert()));
        }
    }

    private void forgetOldest(Predicate<Alert> mayEnd) {
        var over = new ArrayList<Alert>();
        entries.values().stream()
                .filter(Entry::isOver)
                .map(Entry::alert)
                .filter(mayEnd)
                .forEach(over::add);
        over.sort(comparing(Alert::resolvedAt));
        over.stream().limit(Math.max(0, entries.size() - policy.remembered())).forEach(this::forget);
    }

    private void forget(Alert alert) {
        entries.remove(alert.fingerprint());
        changed.put(alert.fingerprint(), Optional.empty());
    }
}
