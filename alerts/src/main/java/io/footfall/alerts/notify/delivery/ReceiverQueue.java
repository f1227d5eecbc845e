package io.footfall.alerts.notify.delivery;

import io.footfall.alerts.notify.Notification;
import io.footfall.events.Alert;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Order of the notifications that are pending for one receiver: those of the same alert are sent one after another. */
final class ReceiverQueue {
    private final Map<String, Notification> oldestByFingerprint = new HashMap<>();
    private int length;

    int length() {
        return length;
    }

    void add(Notification notification, List<Alert> alerts) {
        length++;
        alerts.forEach(alert -> oldestByFingerprint.putIfAbsent(alert.fingerprint(), notification));
    }

    /** A queued notification that must be sent before one about these alerts. */
    Optional<Notification> predecessorOf(List<Alert> alerts) {
        return alerts.stream()
                .map(alert -> oldestByFingerprint.get(alert.fingerprint()))
                .filter(Objects::nonNull)
                .findFirst();
    }
}
