package io.footfall.alerts.life;

import io.footfall.events.Alert;
import java.time.Instant;

/**
 * A time in which people are not told of some alerts, which are judged and listed all the same. What
 * still fires when it ends is told then.
 *
 * @param id names it
 * @param rule alerts of this rule only, or null
 * @param fingerprint this alert only, or null
 * @param from first moment
 * @param until the moment after the last
 * @param by who wanted it
 * @param comment why
 */
public record Silence(
        String id, String rule, String fingerprint, Instant from, Instant until, String by, String comment) {
    public boolean covers(Alert alert, Instant now) {
        return !now.isBefore(from)
                && now.isBefore(until)
                && (rule == null || rule.equals(alert.rule()))
                && (fingerprint == null || fingerprint.equals(alert.fingerprint()));
    }
}
