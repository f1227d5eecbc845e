package io.footfall.alerts.state.actions;

import io.footfall.events.Alert;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A time without notifications about some alerts. They are evaluated and listed as usual. Those that still fire at its
 * end are notified then.
 *
 * @param id unique
 * @param rule alerts of this rule only, or null
 * @param fingerprint this alert only, or null
 * @param from first moment
 * @param until first moment after it
 * @param by user name
 * @param comment free text, or null
 */
public record Silence(
        String id,
        @Schema(nullable = true) String rule,
        @Schema(nullable = true) String fingerprint,
        Instant from,
        Instant until,
        String by,
        @Schema(nullable = true) String comment) {
    public boolean covers(Alert alert, Instant now) {
        return !now.isBefore(from)
                && now.isBefore(until)
                && (rule == null || rule.equals(alert.rule()))
                && (fingerprint == null || fingerprint.equals(alert.fingerprint()));
    }
}
