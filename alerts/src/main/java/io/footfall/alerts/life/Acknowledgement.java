package io.footfall.alerts.life;

import io.footfall.events.Alert;
import java.time.Instant;

/**
 * Somebody looks after an alert: no more reminders of it, until it gets worse or begins again.
 *
 * @param fingerprint of the alert
 * @param firedAt which of its lives is meant
 * @param severity how bad it was then
 * @param by who
 * @param at when
 * @param comment what they say about it
 */
public record Acknowledgement(
        String fingerprint, Instant firedAt, Alert.Severity severity, String by, Instant at, String comment) {
    public boolean covers(Alert alert) {
        return fingerprint.equals(alert.fingerprint())
                && firedAt.equals(alert.firedAt())
                && alert.severity().compareTo(severity) <= 0;
    }
}
