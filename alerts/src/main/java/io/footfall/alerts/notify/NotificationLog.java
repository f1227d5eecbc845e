package io.footfall.alerts.notify;

import io.footfall.alerts.state.actions.DisabledReceiver;

/** Records notifications and what became of them. Every method returns once the record is safe. */
public interface NotificationLog {
    void write(Notification notification);

    void write(DeadLetter letter);

    void write(DisabledReceiver disabled);

    /**
     * Confirms that this replica is still the active one, right before an attempt to deliver a notification. If the last
     * write is not recent, it writes the notification again, which another active replica would prevent.
     */
    void confirm(Notification notification);
}
