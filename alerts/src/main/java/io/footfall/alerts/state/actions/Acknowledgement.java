package io.footfall.alerts.state.actions;

import io.footfall.events.Alert;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Somebody works on a firing alert: there are no more reminders, unless it becomes more severe or fires again.
 *
 * @param fingerprint of the alert
 * @param firedAt since when it has been firing
 * @param severity when it was acknowledged
 * @param by user name
 * @param at wall-clock time
 * @param comment free text, or null
 */
public record Acknowledgement(
        String fingerprint,
        Instant firedAt,
        Alert.Severity severity,
        String by,
        Instant at,
        @Schema(nullable = true) String comment) {
    public boolean covers(Alert alert) {
        return fingerprint.equals(alert.fingerprint())
                && firedAt.equals(alert.firedAt())
                && alert.severity().compareTo(severity) <= 0;
    }
}
