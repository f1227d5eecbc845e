package io.footfall.alerts.evaluation;

import io.footfall.alerts.rules.RuleEngine;
import io.footfall.alerts.rules.Thresholds;
import io.footfall.alerts.state.AlertTracker;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the alerts that would have fired with other thresholds. Nobody is notified. Can run once. */
public final class Backtest {
    private final Evaluator evaluator;
    private final Map<FiredAlert, Alert> fired = new LinkedHashMap<>();

    /** An alert that fires a second time is another one here. */
    private record FiredAlert(String fingerprint, Instant firedAt) {}

    public Backtest(Thresholds thresholds, AlertTracker.Policy policy) {
        this.evaluator = new Evaluator(
                new RuleEngine(thresholds), new AlertTracker(policy), (alert, now) -> true, position -> false);
    }

    /**
     * Runs with the timestamps of the events as the clock.
     *
     * @param events in order of their timestamps
     * @return alerts in the order in which they fired first, each in its last state
     */
    public List<Alert> run(Stream<ReceivedEvent> events) {
        events.forEachOrdered(event -> {
            evaluator.tick(event.timestamp());
            collect();
            evaluator.evaluate(event, event.timestamp());
            collect();
        });
        return List.copyOf(fired.values());
    }

    private void collect() {
        evaluator.takeChanges().values().stream()
                .flatMap(Optional::stream)
                .filter(alert -> alert.status() != Status.PENDING)
                .forEach(alert -> fired.put(new FiredAlert(alert.fingerprint(), alert.firedAt()), alert));
    }
}
