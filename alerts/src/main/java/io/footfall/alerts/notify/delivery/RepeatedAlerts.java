package io.footfall.alerts.notify.delivery;

import io.footfall.alerts.notify.Notification.Kind;
import io.footfall.alerts.notify.Route;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Selects the alerts of a request to a receiver that expects all of them each time. Used by one thread. */
final class RepeatedAlerts {
    /** As Prometheus does: the receiver may be away when an alert is resolved. */
    private static final Duration RESOLVED_FOR = Duration.ofMinutes(15);

    private final Route route;
    private final OperatorActions actions;
    /** Firing alerts of the last request that was accepted, by fingerprint. */
    private final Map<String, Alert> accepted = new HashMap<>();

    RepeatedAlerts(Route route, OperatorActions actions) {
        this.route = route;
        this.actions = actions;
    }

    /**
     * All alerts that fire, and those that were resolved lately. The severity is one of Alertmanager's labels, and
     * alerts with different labels are different alerts there: one that has become more severe is in the list a second
     * time, as it was, resolved.
     */
    List<Alert> select(Collection<Alert> alerts, Instant now) {
        return alerts.stream()
                .filter(alert -> isIncluded(alert, now))
                .flatMap(alert -> Stream.concat(lessSevere(alert, now), Stream.of(alert)))
                .toList();
    }

    void accepted(List<Alert> request) {
        accepted.clear();
        request.stream()
                .filter(alert -> alert.status() == Status.FIRING)
                .forEach(alert -> accepted.put(alert.fingerprint(), alert));
    }

    private boolean isIncluded(Alert alert, Instant now) {
        return switch (alert.status()) {
            case PENDING -> false;
            case FIRING -> route.matches(Kind.FIRING, alert) && !isSilenced(alert, now);
            case RESOLVED ->
                now.isBefore(alert.resolvedAt().plus(RESOLVED_FOR))
                        && route.matches(Kind.RESOLVED, alert)
                        && !isSilenced(alert, alert.resolvedAt());
        };
    }

    /**
     * Whether it has been silenced all the time since it fired. One that was silenced later stays, also one that another
     * active replica may have sent between two silences: without it, the receiver would report that it is resolved.
     */
    private boolean isSilenced(Alert alert, Instant until) {
        var known = accepted.get(alert.fingerprint());
        return (known == null || !known.firedAt().equals(alert.firedAt()))
                && actions.isSilencedThroughout(alert, until);
    }

    private Stream<Alert> lessSevere(Alert alert, Instant now) {
        return Stream.ofNullable(accepted.get(alert.fingerprint()))
                .filter(known -> known.severity() != alert.severity())
                .map(known -> known.withStatus(Status.RESOLVED, now));
    }
}
