package io.footfall.alerts.state;

import io.footfall.alerts.notify.NotificationLog;
import io.footfall.events.Alert;
import java.util.Map;
import java.util.Optional;

/** Writes to the alert topics. Every method returns once Kafka has acknowledged the records. */
public interface AlertsLog extends NotificationLog {
    /**
     * Writes alerts, and waits for Kafka as long as that takes.
     *
     * @param alerts by fingerprint; empty deletes the alert
     */
    void write(Map<String, Optional<Alert>> alerts);

    /**
     * Writes what an operator did.
     *
     * @param action null takes it back
     * @throws io.smallrye.mutiny.TimeoutException if Kafka does not answer within seconds; the action may be written
     *     all the same
     */
    void writeAction(String key, Object action);

    /** Deletes an action, and waits for Kafka as long as that takes. */
    void deleteAction(String key);
}
