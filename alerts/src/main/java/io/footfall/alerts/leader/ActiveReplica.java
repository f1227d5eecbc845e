package io.footfall.alerts.leader;

import io.footfall.alerts.evaluation.Evaluator;
import io.footfall.alerts.evaluation.ReceivedEvent;
import io.footfall.alerts.notify.Dispatcher;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.delivery.AlertRepeater;
import io.footfall.alerts.notify.delivery.DeliveryQueue;
import io.footfall.alerts.state.AlertsLog;
import io.footfall.alerts.state.AlertsView;
import io.footfall.events.text.SingleLine;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The work of the active replica: it evaluates events, writes alerts and sends notifications. An alert is written before
 * anybody is notified of it, and a notification before its first attempt. So the next active replica continues where
 * this one stopped. Used by one thread.
 */
public final class ActiveReplica {
    private static final Duration ACTION_RETENTION = Duration.ofDays(31);
    /** Rules of time and what operators have done wait no longer. */
    private static final Duration CALM_INTERVAL = Duration.ofMillis(500);
    /** While a notification waits for its attempt or its outcome. */
    private static final Duration DELIVERY_INTERVAL = Duration.ofMillis(100);

    private static final int MAX_TITLE = 300;

    private final Evaluator evaluator;
    private final Dispatcher dispatcher;
    private final DeliveryQueue deliveries;
    private final AlertRepeater repeater;
    private final AlertsView view;
    private final AlertsLog log;
    private final Clock clock;
    private boolean isDelivering;

    public ActiveReplica(
            Evaluator evaluator,
            Dispatcher dispatcher,
            DeliveryQueue deliveries,
            AlertRepeater repeater,
            AlertsView view,
            AlertsLog log,
            Clock clock) {
        this.evaluator = evaluator;
        this.dispatcher = dispatcher;
        this.deliveries = deliveries;
        this.repeater = repeater;
        this.view = view;
        this.log = log;
        this.clock = clock;
    }

    /** Trains the rules with an event that an earlier active replica has processed. */
    public void warmUp(ReceivedEvent event) {
        evaluator.warmUp(event);
    }

    /** Continues where the last active replica stopped. The view must be complete. */
    public void takeOver() {
        var now = clock.instant();
        view.alerts().forEach(alert -> evaluator.restore(alert, now));
        view.notifications().forEach(notification -> {
            dispatcher.notified(notification.alerts(), notification.at());
            deliveries.add(notification);
        });
    }

    /** Processes a batch; its alerts are written when it returns. */
    public void process(List<ReceivedEvent> events) {
        var now = clock.instant();
        events.forEach(event -> evaluator.evaluate(event, now));
        tick();
    }

    /** Does what is due now: rules of time, changed alerts, notifications, retries, clean-up of operator actions. */
    public void tick() {
        var now = clock.instant();
        evaluator.tick(now);
        log.write(evaluator.takeChanges());
        dispatcher.due(evaluator.alerts(), now).forEach(group -> send(group, now));
        view.actions().redeliveries().forEach(request -> view.notification(request.notification())
                .ifPresent(notification -> deliveries.redeliver(notification, request)));
        isDelivering = deliveries.tick();
        repeater.tick(evaluator.alerts());
        view.actions().expiredKeys(now.minus(ACTION_RETENTION)).forEach(log::deleteAction);
    }

    /** How long nothing is due, unless something happens. */
    public Duration untilNextTick() {
        var calm = isDelivering ? DELIVERY_INTERVAL : CALM_INTERVAL;
        return dispatcher
                .nextAt()
                .map(next -> Duration.between(clock.instant(), next))
                .filter(wait -> wait.compareTo(calm) < 0)
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(calm);
    }

    /** Stops without waiting for attempts in flight: the next active replica makes them again. */
    public void stop() {
        deliveries.stop();
        repeater.stop();
        log.close();
    }

    private void send(Dispatcher.AlertGroup group, Instant now) {
        var started = deliveries.deliveriesFor(group.kind(), group.alerts(), now);
        var id = "msg_" + UUID.randomUUID().toString().replace("-", "");
        var notification = new Notification(id, group.kind(), group.name(), now, group.alerts(), started);
        var title = SingleLine.of(notification.title(), MAX_TITLE);
        var names = new TreeSet<>(repeater.receiversOf(group.kind(), group.alerts()));
        names.addAll(started.keySet());
        if (names.isEmpty()) {
            Log.infof("Not sent, no receiver matches: %s", title);
        } else {
            Log.infof("Sending notification %s to %s: %s", id, names, title);
        }
        if (!started.isEmpty()) {
            log.write(notification);
            deliveries.add(notification);
        }
        dispatcher.notified(group.alerts(), now);
    }
}
