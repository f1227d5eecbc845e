package io.footfall.alerts.notify;

import io.footfall.events.Alert;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What people are told at once, keyed by its id; a newer record of the same id says how far it is.
 *
 * @param id the same in every attempt at every receiver, so that one who is told twice can tell
 * @param kind why they are told
 * @param group what the alerts have in common: their rule
 * @param at when it was made
 * @param alerts as they were then
 * @param deliveries by receiver
 */
public record Notice(
        String id, Kind kind, String group, Instant at, List<Alert> alerts, Map<String, Delivery> deliveries) {
    /** Why people are told. */
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

        /** What webhooks call it. */
        public String type() {
            return type;
        }
    }

    public Notice {
        alerts = List.copyOf(alerts);
        deliveries = Collections.unmodifiableMap(new TreeMap<>(deliveries));
    }

    Notice with(String receiver, Delivery delivery) {
        var changed = new TreeMap<>(deliveries);
        changed.put(receiver, delivery);
        return new Notice(id, kind, group, at, alerts, changed);
    }

    /** What one receiver is told of it. */
    Notice of(List<Alert> some) {
        return new Notice(id, kind, group, at, some, deliveries);
    }

    public boolean isPending() {
        return deliveries.values().stream().anyMatch(Delivery::isPending);
    }

    /** The most severe of the alerts. */
    public Alert.Severity severity() {
        return Collections.max(alerts.stream().map(Alert::severity).toList());
    }

    /** One line for people. */
    public String title() {
        var first = alerts.get(0);
        var more = alerts.size() > 1 ? " (and " + (alerts.size() - 1) + " more)" : "";
        var head =
                switch (kind) {
                    case RESOLVED -> "Resolved";
                    case REMINDER -> severity() + ", still firing";
                    case ESCALATED -> severity() + ", got worse";
                    case TEST -> "Test";
                    case FIRING -> severity().toString();
                };
        return head + ": " + first.summary() + more;
    }
}
