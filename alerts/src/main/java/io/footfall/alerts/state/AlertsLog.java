package io.footfall.alerts.state;

import io.footfall.alerts.notify.NotificationLog;
import io.footfall.events.Alert;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what the active replica does to the alert topics. Every method returns once Kafka has committed the records,
 * and waits for Kafka as long as that takes.
 */
public interface AlertsLog extends NotificationLog, AutoCloseable {
    /**
     * Writes alerts.
     *
     * @param alerts by fingerprint; empty deletes the alert
     */
    void write(Map<String, Optional<Alert>> alerts);

    /** Deletes an action of an operator. */
    void deleteAction(String key);

    @Override
    void close();
}
