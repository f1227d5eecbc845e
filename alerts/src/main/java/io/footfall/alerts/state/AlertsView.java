package io.footfall.alerts.state;

import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.events.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Materialized view of the topics of alerts, notifications and operator actions. It is the same in every replica: the
 * API answers from it, and a replica that becomes active starts with it. Thread-safe.
 */
public final class AlertsView {
    /** Pending notifications are always kept. */
    private static final int MAX_COMPLETED = 2_000;

    private final OperatorActions actions;
    private final Map<String, WrittenAlert> alerts = new HashMap<>();
    private final Map<String, Notification> pending = new LinkedHashMap<>();
    private final Map<String, Notification> completed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Notification> eldest) {
            return size() > MAX_COMPLETED;
        }
    };

    /** An alert with Kafka's timestamp of its record. */
    private record WrittenAlert(Alert alert, Instant at) {}

    public AlertsView(OperatorActions actions) {
        this.actions = actions;
    }

    public OperatorActions actions() {
        return actions;
    }

    /** Puts the newest record of an alert; empty deletes the alert. */
    public synchronized void putAlert(String fingerprint, Optional<Alert> alert, Instant writtenAt) {
        alert.ifPresentOrElse(
                newest -> alerts.put(fingerprint, new WrittenAlert(newest, writtenAt)),
                () -> alerts.remove(fingerprint));
    }

    /** Puts the newest record of a notification; empty deletes the notification. */
    public synchronized void putNotification(String id, Optional<Notification> notification) {
        pending.remove(id);
        completed.remove(id);
        notification.ifPresent(newest -> (newest.isPending() ? pending : completed).put(id, newest));
    }

    /** All alerts, the last written first. */
    public synchronized List<Alert> alerts() {
        return alerts.values().stream()
                .sorted(Comparator.comparing(WrittenAlert::at).reversed())
                .map(WrittenAlert::alert)
                .toList();
    }

    public synchronized Optional<Alert> alert(String fingerprint) {
        return Optional.ofNullable(alerts.get(fingerprint)).map(WrittenAlert::alert);
    }

    /** By partition, the newest offset of a record that an alert of this rule has counted. */
    public synchronized Map<Integer, Long> countedOffsets(String rule) {
        var newest = new HashMap<Integer, Long>();
        alerts.values().stream()
                .filter(written -> written.alert().rule().equals(rule))
                .forEach(written -> written.alert()
                        .offsets()
                        .forEach((partition, offset) -> newest.merge(partition, offset, Math::max)));
        return newest;
    }

    /** All notifications that are kept, oldest first. */
    public synchronized List<Notification> notifications() {
        var list = new ArrayList<>(completed.values());
        list.addAll(pending.values());
        list.sort(Comparator.comparing(Notification::at));
        return list;
    }

    public synchronized Optional<Notification> notification(String id) {
        return Optional.ofNullable(pending.getOrDefault(id, completed.get(id)));
    }
}
