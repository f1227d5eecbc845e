package io.footfall.alerts.notify.delivery;

import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.NotificationLog;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Notifications with a pending delivery, oldest first, as they were last written. */
final class OpenNotifications {
    private final NotificationLog log;
    private final Map<String, Notification> byId = new LinkedHashMap<>();
    /** By receiver, ids of notifications that are due before their time. */
    private final Map<String, Set<String>> early = new HashMap<>();

    OpenNotifications(NotificationLog log) {
        this.log = log;
    }

    /** Adds a notification that has been written already. */
    void add(Notification notification) {
        if (notification.isPending()) {
            byId.put(notification.id(), notification);
        }
    }

    void write(Notification notification) {
        log.write(notification);
        if (notification.isPending()) {
            byId.put(notification.id(), notification);
        } else {
            byId.remove(notification.id());
            early.values().forEach(ids -> ids.remove(notification.id()));
        }
    }

    /** The notification as it was last written, or as it is given if it is not open. */
    Notification latest(Notification notification) {
        return byId.getOrDefault(notification.id(), notification);
    }

    List<Notification> all() {
        return List.copyOf(byId.values());
    }

    /** The notification of this id, if it is pending for the receiver. */
    Optional<Notification> pending(String id, String receiver) {
        return Optional.ofNullable(byId.get(id)).filter(notification -> isPending(notification, receiver));
    }

    List<Notification> pendingFor(String receiver) {
        return byId.values().stream()
                .filter(notification -> isPending(notification, receiver))
                .toList();
    }

    /** Makes everything that is pending for a receiver due now. */
    void expedite(String receiver) {
        var ids = early.computeIfAbsent(receiver, first -> new HashSet<>());
        pendingFor(receiver).forEach(notification -> ids.add(notification.id()));
    }

    boolean isExpedited(String id, String receiver) {
        return early.getOrDefault(receiver, Set.of()).contains(id);
    }

    void endExpedited(String id, String receiver) {
        early.getOrDefault(receiver, new HashSet<>()).remove(id);
    }

    private static boolean isPending(Notification notification, String receiver) {
        var delivery = notification.deliveries().get(receiver);
        return delivery != null && delivery.isPending();
    }
}
