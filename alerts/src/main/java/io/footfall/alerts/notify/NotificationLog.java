package io.footfall.alerts.notify;

import io.footfall.alerts.state.actions.DisabledReceiver;

/** Records notifications and what became of them. Every method returns once the record is safe. */
public interface NotificationLog {
    void write(Notification notification);

    void write(DeadLetter letter);

    void write(DisabledReceiver disabled);
}
