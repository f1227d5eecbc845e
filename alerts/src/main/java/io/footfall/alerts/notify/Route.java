package io.footfall.alerts.notify;

import io.footfall.events.Alert;
import java.util.List;
import java.util.Set;

/**
 * Which alerts a receiver is notified of.
 *
 * @param severity the lowest
 * @param rules names of the rules; empty for all
 * @param resolved whether it is notified when they are resolved
 */
public record Route(Alert.Severity severity, Set<String> rules, boolean resolved) {
    public Route {
        rules = Set.copyOf(rules);
    }

    public boolean matches(Notification.Kind kind, Alert alert) {
        return (resolved || kind != Notification.Kind.RESOLVED)
                && alert.severity().compareTo(severity) >= 0
                && (rules.isEmpty() || rules.contains(alert.rule()));
    }

    public boolean matchesAny(Notification.Kind kind, List<Alert> alerts) {
        return alerts.stream().anyMatch(alert -> matches(kind, alert));
    }

    public List<Alert> matching(Notification.Kind kind, List<Alert> alerts) {
        return alerts.stream().filter(alert -> matches(kind, alert)).toList();
    }
}
