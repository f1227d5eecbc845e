package io.footfall.alerts.rules;

import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import io.footfall.events.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Signs of clicks and the time in; a finding out when none come any more though there were many before.
 * What a strange pause is depends on the pauses of the hour before: a small site is not dead because its
 * readers go to bed.
 */
public final class SilenceRule {
    public static final String NAME = "silence";

    private static final Duration BEFORE = Duration.ofHours(1);
    /** Of independent visits, one in so many as come in an hour, to this power, is that late. */
    private static final int PAUSES = 4;

    private final Policy policy;
    /** Of the hour before the newest sign. */
    private final TreeMap<Instant, Minute> minutes = new TreeMap<>();

    private Instant lastHeard = Instant.EPOCH;
    private boolean isSilent;
    /** What an earlier life of the service has found, until clicks come. */
    private Finding.Total found;

    /**
     * When silence is strange.
     *
     * @param after how long nothing has to come, at least; also four times as long as in the hour before
     * @param signs of clicks there must have been in the hour before; they come up to once a second
     */
    public record Policy(Duration after, long signs) {}

    private record Minute(long signs, Duration pause) {
        Minute and(Minute other) {
            return new Minute(signs + other.signs, longer(pause, other.pause));
        }
    }

    public SilenceRule(Policy policy) {
        this.policy = policy;
    }

    /** Goes on with a silence that an earlier life of the service has found, unless clicks have come since. */
    public void resume(Alert alert) {
        isSilent = true;
        if (!lastHeard.isAfter(alert.lastSeenAt())) {
            lastHeard = alert.lastSeenAt();
            found = new Finding.Total(
                    new Cause(NAME, alert.severity(), alert.fingerprint()),
                    false,
                    alert.summary(),
                    alert.startedAt(),
                    alert.lastSeenAt(),
                    alert.count(),
                    alert.evidence());
        }
    }

    /** Clicks have come. */
    public void heard(Instant wallClock) {
        found = null;
        var isFirst = minutes.isEmpty();
        if (isSilence(wallClock)) {
            // What has been told is no habit, and how it is afterwards is to be learned anew.
            minutes.clear();
            isFirst = true;
        }
        var pause = isFirst ? Duration.ZERO : Duration.between(lastHeard, wallClock);
        minutes.merge(wallClock.truncatedTo(ChronoUnit.MINUTES), new Minute(1, pause), Minute::and);
        lastHeard = wallClock.isAfter(lastHeard) ? wallClock : lastHeard;
        minutes.headMap(lastHeard.minus(BEFORE)).clear();
    }

    /** What there is to say now: silence for as long as it lasts, and once that it is over. */
    public Optional<Finding> at(Instant wallClock) {
        var cause = new Cause(NAME, Severity.CRITICAL, Fingerprint.of(NAME));
        if (found != null) {
            return Optional.of(found);
        }
        if (isSilence(wallClock)) {
            isSilent = true;
            return Optional.of(silence(cause));
        }
        var isOver = isSilent;
        isSilent = false;
        return isOver ? Optional.of(new Finding.Over(cause, wallClock)) : Optional.empty();
    }

    private boolean isSilence(Instant wallClock) {
        return wallClock.isAfter(lastHeard.plus(policy.after()))
                && wallClock.isAfter(lastHeard.plus(before().pause().multipliedBy(PAUSES)))
                && before().signs() >= policy.signs();
    }

    private Minute before() {
        return minutes.values().stream().reduce(new Minute(0, Duration.ZERO), Minute::and);
    }

    /** The same words for as long as it lasts, so that nothing is written down again and again. */
    private Finding silence(Cause cause) {
        return new Finding.Total(
                cause,
                false,
                "No clicks have come since %s: site, tracker, ingest or processor may be down"
                        .formatted(EventTime.format(lastHeard)),
                lastHeard,
                lastHeard,
                0,
                List.of(
                        "there were clicks in at least %d seconds of the hour before".formatted(before().signs()),
                        "and no pause of more than %d s"
                                .formatted(before().pause().toSeconds())));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
