package io.footfall.alerts.notify.delivery;

import static java.util.stream.Collectors.toSet;

import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.Outcome;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.events.Alert;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Sends all alerts, in one request, to receivers that expect them again and again: at once when one fires, gets worse or
 * is resolved, and every minute. Nothing of that is written to Kafka. A request that is lost is made up for by the next
 * one, also by that of the next active replica. Used by one thread.
 */
public final class AlertRepeater {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    /** After a failure. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(20);
    /** Many alerts that begin together need few requests. */
    private static final Duration MIN_DELAY = Duration.ofSeconds(1);
    /** What was sent ends by itself some minutes later, so a receiver that hangs may not delay the next request for long. */
    private static final Duration MAX_ATTEMPT = Duration.ofSeconds(30);

    private final List<Target> targets;
    private final InFlightAttempts attempts;
    private final Clock clock;
    private final DeliveryObserver observer;

    /**
     * Starts as if nothing had been sent yet.
     *
     * @param receivers all; only those that expect repeats get any
     * @param executor the thread that uses this; the outcome of attempts is handled on it
     */
    public AlertRepeater(
            List<Receiver> receivers,
            Duration attemptTimeout,
            OperatorActions actions,
            Executor executor,
            Clock clock,
            DeliveryObserver observer) {
        this.targets = receivers.stream()
                .filter(receiver -> receiver.notifier().expectsRepeats())
                .map(receiver -> new Target(receiver, new RepeatedAlerts(receiver.route(), actions)))
                .toList();
        this.attempts = new InFlightAttempts(limited(attemptTimeout), 1, executor);
        this.clock = clock;
        this.observer = observer;
    }

    /** How long an attempt may take. */
    static Duration limited(Duration attemptTimeout) {
        return attemptTimeout.compareTo(MAX_ATTEMPT) < 0 ? attemptTimeout : MAX_ATTEMPT;
    }

    /** Names of the receivers whose route matches one of the alerts. */
    public Set<String> receiversOf(Notification.Kind kind, List<Alert> alerts) {
        return targets.stream()
                .map(target -> target.receiver)
                .filter(receiver -> receiver.route().matchesAny(kind, alerts))
                .map(Receiver::name)
                .collect(toSet());
    }

    /** Starts the requests that are due. */
    public void tick(Collection<Alert> alerts) {
        var now = clock.instant();
        targets.forEach(target -> {
            var request = target.alerts.select(alerts, now);
            if (target.isDue(request, now)) {
                send(target, request, now);
            }
        });
    }

    /** Stops: the next active replica sends all alerts when it starts. */
    public void stop() {
        attempts.stop();
    }

    private void send(Target target, List<Alert> request, Instant now) {
        var id = "msg_" + UUID.randomUUID().toString().replace("-", "");
        target.sentAt = now;
        target.nextAt = Instant.MAX;
        attempts.start(
                target.receiver,
                new Notification(id, Notification.Kind.REMINDER, "all", now, request, Map.of()),
                outcome -> onOutcome(target, request, outcome));
    }

    private void onOutcome(Target target, List<Alert> request, Outcome outcome) {
        var now = clock.instant();
        var millis = Duration.between(target.sentAt, now).toMillis();
        observer.attempted(target.receiver.name(), Attempt.of(target.sentAt, millis, outcome));
        if (outcome instanceof Outcome.Delivered) {
            target.onAccepted(request);
        } else {
            target.onFailure(now);
        }
    }

    /** What was sent to one receiver, and when the next request is due. */
    private static final class Target {
        private final Receiver receiver;
        private final RepeatedAlerts alerts;
        private Set<Object> accepted = Set.of();
        private Instant sentAt = Instant.MIN;
        private Instant nextAt = Instant.MIN;

        Target(Receiver receiver, RepeatedAlerts alerts) {
            this.receiver = receiver;
            this.alerts = alerts;
        }

        boolean isDue(List<Alert> request, Instant now) {
            var isRepetitionDue = !now.isBefore(sentAt.plus(INTERVAL));
            return !request.isEmpty()
                    && !now.isBefore(nextAt)
                    && (isRepetitionDue || !accepted.containsAll(states(request)));
        }

        void onAccepted(List<Alert> request) {
            alerts.accepted(request);
            accepted = states(request);
            nextAt = sentAt.plus(MIN_DELAY);
        }

        void onFailure(Instant now) {
            nextAt = now.plus(RETRY_DELAY);
            accepted = Set.of();
        }

        private static Set<Object> states(List<Alert> request) {
            return request.stream()
                    .map(alert -> List.of(alert.fingerprint(), alert.severity(), alert.status(), alert.firedAt()))
                    .collect(toSet());
        }
    }
}
