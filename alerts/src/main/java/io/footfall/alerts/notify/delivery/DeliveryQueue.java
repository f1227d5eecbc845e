package io.footfall.alerts.notify.delivery;

import io.footfall.alerts.notify.Delivery;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.NotificationLog;
import io.footfall.alerts.notify.Outcome;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.state.actions.DisabledReceiver;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.alerts.state.actions.Redelivery;
import io.footfall.events.Alert;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Delivers notifications to receivers, retries, and gives up. Receivers do not wait for each other. One receiver gets
 * the notifications about the same alert in order. Used by one thread.
 */
public final class DeliveryQueue {
    private final Map<String, Receiver> receivers = new LinkedHashMap<>();
    private final Policy policy;
    private final NotificationLog log;
    private final OperatorActions actions;
    private final Clock clock;
    private final DeliveryObserver observer;
    private final InFlightAttempts attempts;
    private final OpenNotifications open;
    private final DeliveryResults results;
    /** Redeliveries that were started, so that none is started twice. */
    private final Set<Redelivery> started = new HashSet<>();

    /**
     * How notifications are delivered.
     *
     * @param attemptTimeout of one attempt
     * @param retries decides about failed attempts
     * @param maxConcurrent attempts at one receiver at the same time
     * @param maxPending notifications that wait for one receiver; beyond it, the oldest are given up
     */
    public record Policy(Duration attemptTimeout, Retries retries, int maxConcurrent, int maxPending) {}

    /**
     * An empty queue.
     *
     * @param receivers all; what is pending for one that expects repeats was written before it did
     * @param executor the thread that uses this; the outcome of attempts is handled on it
     */
    public DeliveryQueue(
            List<Receiver> receivers,
            Policy policy,
            NotificationLog log,
            OperatorActions actions,
            Executor executor,
            Clock clock,
            DeliveryObserver observer) {
        receivers.forEach(receiver -> this.receivers.put(receiver.name(), receiver));
        this.policy = policy;
        this.log = log;
        this.actions = actions;
        this.clock = clock;
        this.observer = observer;
        this.attempts = new InFlightAttempts(policy.attemptTimeout(), policy.maxConcurrent(), executor);
        this.open = new OpenNotifications(log);
        this.results = new DeliveryResults(open, policy.retries(), log, clock, observer);
    }

    /** New deliveries to all receivers of notifications whose route matches one of the alerts. */
    public Map<String, Delivery> deliveriesFor(Notification.Kind kind, List<Alert> alerts, Instant now) {
        var deliveries = new HashMap<String, Delivery>();
        receivers.forEach((name, receiver) -> {
            if (!receiver.notifier().expectsRepeats() && receiver.route().matchesAny(kind, alerts)) {
                deliveries.put(name, Delivery.start(now));
            }
        });
        return deliveries;
    }

    /** Adds a notification that has been written, by this replica or the one that was active before. */
    public void add(Notification notification) {
        open.add(notification);
    }

    /** Starts a delivery again that has ended. */
    public void redeliver(Notification notification, Redelivery request) {
        var latest = open.latest(notification);
        var delivery = latest.deliveries().get(request.receiver());
        // A later attempt may be that of the replica that was active before, which fulfilled the request.
        if (started.add(request)
                && delivery != null
                && !delivery.isPending()
                && !delivery.isAttemptedSince(request.at())) {
            open.write(latest.withDelivery(request.receiver(), delivery.restarted(clock.instant())));
        }
    }

    /** Starts the attempts that are due. Returns whether anything is pending for a receiver that exists. */
    public boolean tick() {
        if (receivers.isEmpty()) {
            return false;
        }
        var now = clock.instant();
        var queues = new HashMap<String, ReceiverQueue>();
        for (var notification : open.all()) {
            notification.deliveries().forEach((name, delivery) -> {
                if (delivery.isPending()) {
                    tick(queues.computeIfAbsent(name, first -> new ReceiverQueue()), notification, name, now);
                }
            });
        }
        var waiting = new HashMap<String, Integer>();
        queues.forEach((name, queue) -> waiting.put(name, queue.length()));
        waiting.forEach(this::giveUpOldest);
        observer.waiting(waiting);
        return !waiting.isEmpty();
    }

    /** Stops: the next active replica continues. */
    public void stop() {
        attempts.stop();
        observer.waiting(Map.of());
    }

    private void tick(ReceiverQueue queue, Notification notification, String name, Instant now) {
        var receiver = receivers.get(name);
        if (receiver == null) {
            results.giveUp(notification, name, "not_set_up", "the receiver is no longer configured");
        } else if (receiver.notifier().expectsRepeats()) {
            results.replaceByRepeats(notification, name);
        } else if (actions.isDisabled(name, receiver.notifier().addressHash())) {
            results.giveUp(notification, name, "disabled", "the receiver answered earlier that it is gone");
        } else {
            var alerts = alertsFor(receiver, notification);
            var predecessor = queue.predecessorOf(alerts);
            queue.add(notification, alerts);
            if (isDue(notification, name, now)) {
                attempt(receiver, predecessor.orElse(notification), notification, now);
            }
        }
    }

    /** The alerts that the receiver's route matches; all, if the route has changed since. */
    private static List<Alert> alertsFor(Receiver receiver, Notification notification) {
        var matching = receiver.route().matching(notification.kind(), notification.alerts());
        return matching.isEmpty() ? notification.alerts() : matching;
    }

    private boolean isDue(Notification notification, String name, Instant now) {
        return !now.isBefore(notification.deliveries().get(name).nextAt()) || open.isExpedited(notification.id(), name);
    }

    /**
     * Starts an attempt.
     *
     * @param next what is sent: the notification that is due, or its predecessor. Without this, an old notification
     *     that waits for its retry would delay new ones to a receiver that has recovered.
     */
    private void attempt(Receiver receiver, Notification next, Notification due, Instant now) {
        if (attempts.mayStart(receiver.name(), next.id())) {
            open.endExpedited(due.id(), receiver.name());
            log.confirm(open.latest(due));
            attempts.start(
                    receiver,
                    next.withAlerts(alertsFor(receiver, next)),
                    outcome -> onOutcome(receiver, next.id(), due.id(), now, outcome));
        }
    }

    private void onOutcome(Receiver receiver, String id, String dueId, Instant startedAt, Outcome outcome) {
        var name = receiver.name();
        if (outcome instanceof Outcome.Gone) {
            var disabled = new DisabledReceiver(name, receiver.notifier().addressHash(), clock.instant());
            log.write(disabled);
            actions.disable(disabled);
        }
        if (outcome instanceof Outcome.Failed && !dueId.equals(id)) {
            results.write(dueId, name, startedAt, outcome);
        }
        results.write(id, name, startedAt, outcome);
        if (outcome instanceof Outcome.Delivered) {
            open.expedite(name);
        }
    }

    /** Bounds the memory of a receiver that accepts nothing. */
    private void giveUpOldest(String name, int waiting) {
        open.pendingFor(name).stream()
                .filter(notification -> !attempts.isInFlight(name, notification.id()))
                .limit(Math.max(0, waiting - policy.maxPending()))
                .forEach(notification ->
                        results.giveUp(notification, name, "queue_full", "too many notifications wait"));
    }
}
