package io.footfall.alerts.notify;

import io.footfall.events.Alert;
import java.util.List;
import java.util.Set;

/**
 * Which alerts a receiver is told of.
 *
 * @param severity the least severe
 * @param rules names of the rules, or none for all
 * @param resolved whether it is told that they are over
 */
public record Route(Alert.Severity severity, Set<String> rules, boolean resolved) {
    public Route {
        rules = Set.copyOf(rules);
    }

    public boolean takes(Notice.Kind kind, Alert alert) {
        return (resolved || kind != Notice.Kind.RESOLVED)
                && alert.severity().compareTo(severity) >= 0
                && (rules.isEmpty() || rules.contains(alert.rule()));
    }

    List<Alert> some(Notice.Kind kind, List<Alert> alerts) {
        return alerts.stream().filter(alert -> takes(kind, alert)).toList();
    }
}
