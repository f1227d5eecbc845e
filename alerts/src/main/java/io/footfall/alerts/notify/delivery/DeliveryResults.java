package io.footfall.alerts.notify.delivery;

import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.DeadLetter;
import io.footfall.alerts.notify.Delivery;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.NotificationLog;
import io.footfall.alerts.notify.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Writes what became of attempts: the notification's progress, and a dead letter if it is given up. */
final class DeliveryResults {
    private final OpenNotifications open;
    private final Retries retries;
    private final NotificationLog log;
    private final Clock clock;
    private final DeliveryObserver observer;

    DeliveryResults(
            OpenNotifications open, Retries retries, NotificationLog log, Clock clock, DeliveryObserver observer) {
        this.open = open;
        this.retries = retries;
        this.log = log;
        this.clock = clock;
        this.observer = observer;
    }

    /** Writes the outcome of an attempt, unless the delivery has ended meanwhile. */
    void write(String id, String receiver, Instant startedAt, Outcome outcome) {
        open.pending(id, receiver).ifPresent(notification -> write(notification, receiver, startedAt, outcome));
    }

    /** Ends a delivery to a receiver that gets the alerts all the same: no dead letter, and no failure in metrics. */
    void replaceByRepeats(Notification notification, String receiver) {
        var outcome = new Outcome.Refused("repeated", "the receiver gets all alerts again and again instead");
        var delivery = notification.deliveries().get(receiver);
        var ended = delivery.ended(Delivery.Status.GIVEN_UP, Attempt.of(clock.instant(), 0, outcome));
        open.write(open.latest(notification).withDelivery(receiver, ended));
    }

    /** Gives up a delivery without an attempt. */
    void giveUp(Notification notification, String receiver, String reason, String detail) {
        write(notification, receiver, clock.instant(), new Outcome.Refused(reason, detail));
    }

    private void write(Notification notification, String receiver, Instant startedAt, Outcome outcome) {
        var now = clock.instant();
        var attempt = Attempt.of(startedAt, Duration.between(startedAt, now).toMillis(), outcome);
        var delivery = next(notification.deliveries().get(receiver), startedAt, attempt, outcome, now);
        observer.attempted(receiver, attempt);
        if (delivery.status() == Delivery.Status.GIVEN_UP) {
            log.write(
                    new DeadLetter(receiver, attempt.outcome(), attempt.detail(), delivery.tries(), now, notification));
        }
        open.write(open.latest(notification).withDelivery(receiver, delivery));
    }

    private Delivery next(Delivery delivery, Instant startedAt, Attempt attempt, Outcome outcome, Instant now) {
        var isEarly = delivery.nextAt() != null && startedAt.isBefore(delivery.nextAt());
        return isEarly && outcome instanceof Outcome.Failed
                ? delivery.retriedEarly(attempt)
                : retries.next(delivery, attempt, outcome, now);
    }
}
