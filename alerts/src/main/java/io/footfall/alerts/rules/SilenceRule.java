package io.footfall.alerts.rules;

import io.footfall.events.Alert.Severity;
import io.footfall.events.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signs of clicks and the time in; a finding out when none come any more though there were before. */
public final class SilenceRule {
    public static final String NAME = "silence";

    private final Policy policy;
    private Instant lastHeard = Instant.EPOCH;
    private Instant countingSince = Instant.EPOCH;
    private long heard;
    private boolean isSilent;

    /**
     * When silence is strange.
     *
     * @param after how long nothing has to come
     * @param signs of clicks there must have been, without such a pause between them; they come up to once a second
     */
    public record Policy(Duration after, long signs) {}

    public SilenceRule(Policy policy) {
        this.policy = policy;
    }

    /** Clicks have come. */
    public void heard(Instant wallClock) {
        if (!isSilent && wallClock.isAfter(lastHeard.plus(policy.after()))) {
            // What came before is long ago; but a stray click does not end a silence that people have heard of.
            heard = 0;
            countingSince = wallClock;
        }
        heard++;
        lastHeard = wallClock.isAfter(lastHeard) ? wallClock : lastHeard;
    }

    /** What there is to say now: silence for as long as it lasts, and once that it is over. */
    public Optional<Finding> at(Instant wallClock) {
        var cause = new Cause(NAME, Severity.CRITICAL, Fingerprint.of(NAME));
        if (wallClock.isAfter(lastHeard.plus(policy.after()))) {
            isSilent |= heard >= policy.signs();
            return isSilent ? Optional.of(silence(cause)) : Optional.empty();
        }
        var isOver = isSilent;
        isSilent = false;
        return isOver ? Optional.of(new Finding.Over(cause, wallClock)) : Optional.empty();
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
                        "they came from %s on".formatted(EventTime.format(countingSince)),
                        "and there should not be a pause of more than %d s"
                                .formatted(policy.after().toSeconds())));
    }
}
