package io.footfall.alerts.notify;

import io.footfall.events.Alert;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message about alerts of the same rule, to one or more receivers. Its record key is its id. A newer record of the
 * same id replaces the older one.
 *
 * @param id unique, and the same in every attempt, so that receivers can drop duplicates
 * @param kind why it is sent
 * @param group what the alerts have in common: their rule
 * @param at wall-clock time of its creation
 * @param alerts as they were then
 * @param deliveries by receiver
 */
public record Notification(
        String id, Kind kind, String group, Instant at, List<Alert> alerts, Map<String, Delivery> deliveries) {
    /** Why a notification is sent. */
    public enum Kind {
        FIRING("alert.firing"),
        /** A firing alert has become more severe. */
        ESCALATED("alert.escalated"),
        /** An alert that nobody has acknowledged still fires. */
        REMINDER("alert.reminder"),
        RESOLVED("alert.resolved"),
        TEST("alert.test");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** Event type in webhooks. */
        public String type() {
            return type;
        }
    }

    public Notification {
        alerts = List.copyOf(alerts);
        deliveries = Collections.unmodifiableMap(new TreeMap<>(deliveries));
    }

    public Notification withDelivery(String receiver, Delivery delivery) {
        var changed = new TreeMap<>(deliveries);
        changed.put(receiver, delivery);
        return new Notification(id, kind, group, at, alerts, changed);
    }

    /** This notification with other alerts: those that one receiver is notified of. */
    public Notification withAlerts(List<Alert> matching) {
        return new Notification(id, kind, group, at, matching, deliveries);
    }

    /** Whether any delivery is pending. */
    public boolean isPending() {
        return deliveries.values().stream().anyMatch(Delivery::isPending);
    }

    /** The highest of all its alerts. */
    public Alert.Severity severity() {
        return Collections.max(alerts.stream().map(Alert::severity).toList());
    }

    /** Severity and reason in a few words. It contains no untrusted text. */
    public String heading() {
        return switch (kind) {
            case RESOLVED -> "Resolved";
            case REMINDER -> severity() + ", still firing";
            case ESCALATED -> severity() + ", got worse";
            case TEST -> "Test";
            case FIRING -> severity().toString();
        };
    }

    /** One line for people. It contains untrusted text. */
    public String title() {
        var more = alerts.size() > 1 ? " (and " + (alerts.size() - 1) + " more)" : "";
        return heading() + ": " + alerts.get(0).summary() + more;
    }
}
