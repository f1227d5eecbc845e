package io.footfall.alerts;

import io.footfall.alerts.notify.DeadLetter;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.state.AlertsLog;
import io.footfall.alerts.state.AlertsView;
import io.footfall.alerts.state.actions.DisabledReceiver;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.events.Alert;
import io.footfall.events.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Alert topics in memory: what is written is in the view at once, in the order in which it is recorded. */
public final class RecordingAlertsLog implements AlertsLog {
    private final AlertsView view = new AlertsView(new OperatorActions());
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();

    public AlertsView view() {
        return view;
    }

    /** What was written, and what else the test has noted, in order: such as {@code alert FIRING}. */
    public List<String> writes() {
        return writes;
    }

    public List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    /** Alerts written since the last call, in order. */
    public List<Alert> takeAlerts() {
        var taken = List.copyOf(alerts);
        alerts.clear();
        return taken;
    }

    @Override
    public void write(Map<String, Optional<Alert>> changes) {
        changes.forEach((fingerprint, alert) -> {
            writes.add("alert " + alert.map(Alert::status).map(Enum::name).orElse("deleted"));
            view.putAlert(fingerprint, roundTrip(alert), Instant.EPOCH.plusSeconds(writes.size()));
            alert.ifPresent(alerts::add);
        });
    }

    private static Optional<Alert> roundTrip(Optional<Alert> alert) {
        return alert.map(written -> Json.read(Json.write(written), Alert.class));
    }

    @Override
    public void write(Notification notification) {
        writes.add("notification " + notification.kind());
        view.putNotification(notification.id(), Optional.of(Json.read(Json.write(notification), Notification.class)));
    }

    @Override
    public void write(DeadLetter letter) {
        writes.add("dead letter");
        deadLetters.add(letter);
    }

    @Override
    public void write(DisabledReceiver disabled) {
        writeAction(OperatorActions.disabledKey(disabled.receiver()), disabled);
    }

    /** What an operator does. */
    public void writeAction(String key, Object action) {
        writes.add("action " + key);
        view.actions().put(key, action == null ? null : Json.write(action));
    }

    /** Not recorded: it is never long ago here that something was written. */
    @Override
    public void confirm(Notification notification) {}

    @Override
    public void close() {
        writes.add("closed");
    }

    @Override
    public void deleteAction(String key) {
        writes.add("deleted " + key);
        view.actions().put(key, null);
    }
}
