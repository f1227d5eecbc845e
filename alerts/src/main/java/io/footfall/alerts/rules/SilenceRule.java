package io.footfall.alerts.rules;

import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.EventTime;
import io.footfall.events.text.ShortHash;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds that no more clicks arrive though there were many before. How long a pause must be depends on the pauses of the
 * hour before, so that the quiet night of a small site is no alert.
 */
public final class SilenceRule {
    public static final String NAME = "silence";

    private static final Duration HISTORY = Duration.ofHours(1);
    /** Between independent visits, a pause four times as long as the longest of an hour is very unlikely. */
    private static final int LONGEST_PAUSE_FACTOR = 4;

    private final Policy policy;
    /** What was observed in the hour before the newest click. */
    private final TreeMap<Instant, Minute> minutes = new TreeMap<>();

    private Instant lastClicks = Instant.EPOCH;
    private boolean isFiring;
    /** Found by an earlier active replica; holds until clicks arrive. */
    private Finding.Condition restored;

    /**
     * When a pause is an alert.
     *
     * @param after shortest pause; it must also be four times as long as the longest pause of the hour before
     * @param minActiveSeconds seconds with clicks that the hour before must have had
     */
    public record Policy(Duration after, long minActiveSeconds) {}

    private record Minute(long activeSeconds, Duration longestPause) {
        static final Minute EMPTY = new Minute(0, Duration.ZERO);

        Minute plus(Minute other) {
            return new Minute(activeSeconds + other.activeSeconds, max(longestPause, other.longestPause));
        }

        private static Duration max(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }
    }

    SilenceRule(Policy policy) {
        this.policy = policy;
    }

    /** Restores a firing alert; it continues unless clicks have arrived since. */
    void restore(Alert alert) {
        isFiring = true;
        if (!lastClicks.isAfter(alert.lastSeenAt())) {
            lastClicks = alert.lastSeenAt();
            restored = new Finding.Condition(
                    new AlertKey(NAME, alert.severity(), alert.fingerprint()),
                    false,
                    alert.summary(),
                    alert.startedAt(),
                    alert.lastSeenAt(),
                    alert.count(),
                    alert.evidence());
        }
    }

    /** Clicks have arrived. */
    void observeClicks(Instant now) {
        restored = null;
        var isFirst = minutes.isEmpty();
        if (isSilent(now)) {
            // A pause that was an alert must not make the next one harder to find.
            minutes.clear();
            isFirst = true;
        }
        var pause = isFirst ? Duration.ZERO : Duration.between(lastClicks, now);
        minutes.merge(now.truncatedTo(ChronoUnit.MINUTES), new Minute(1, pause), Minute::plus);
        lastClicks = now.isAfter(lastClicks) ? now : lastClicks;
        minutes.headMap(lastClicks.minus(HISTORY)).clear();
    }

    /** Whether a silence is found now that has not been found before. */
    boolean begins(Instant now) {
        return !isFiring && isSilent(now);
    }

    /** The condition for as long as it holds, then once that it is cleared. */
    Optional<Finding> evaluate(Instant now) {
        var key = new AlertKey(NAME, Severity.CRITICAL, ShortHash.of(NAME));
        if (restored != null) {
            return Optional.of(restored);
        }
        if (isSilent(now)) {
            isFiring = true;
            return Optional.of(condition(key));
        }
        var isCleared = isFiring;
        isFiring = false;
        return isCleared ? Optional.of(new Finding.Cleared(key, now)) : Optional.empty();
    }

    private boolean isSilent(Instant now) {
        var history = history();
        return now.isAfter(lastClicks.plus(policy.after()))
                && now.isAfter(lastClicks.plus(history.longestPause().multipliedBy(LONGEST_PAUSE_FACTOR)))
                && history.activeSeconds() >= policy.minActiveSeconds();
    }

    private Minute history() {
        return minutes.values().stream().reduce(Minute.EMPTY, Minute::plus);
    }

    /** The text does not change while it lasts: each change would be written to Kafka. */
    private Finding condition(AlertKey key) {
        var history = history();
        return new Finding.Condition(
                key,
                false,
                "No clicks have come since %s: site, tracker, ingest or processor may be down"
                        .formatted(EventTime.format(lastClicks)),
                lastClicks,
                lastClicks,
                0,
                List.of(
                        "there were clicks in at least %d seconds of the hour before"
                                .formatted(history.activeSeconds()),
                        "and no pause of more than %d s"
                                .formatted(history.longestPause().toSeconds())));
    }
}
