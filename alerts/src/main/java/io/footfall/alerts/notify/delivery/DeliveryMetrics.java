package io.footfall.alerts.notify.delivery;

import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.Receiver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Metrics of deliveries, by receiver; and a line when one cannot be notified any more, or again. */
@Singleton
public final class DeliveryMetrics implements DeliveryObserver {
    private final MeterRegistry meters;
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    DeliveryMetrics(MeterRegistry meters, List<Receiver> receivers) {
        this.meters = meters;
        receivers.forEach(receiver -> meters.gauge(
                "footfall.alerts.waiting",
                List.of(Tag.of("receiver", receiver.name())),
                waiting,
                all -> all.getOrDefault(receiver.name(), 0)));
    }

    @Override
    public void attempted(String receiver, Attempt attempt) {
        meters.counter("footfall.alerts.attempts", "receiver", receiver, "outcome", attempt.outcome())
                .increment();
        if (attempt.outcome().equals(Attempt.DELIVERED)) {
            if (failing.remove(receiver)) {
                Log.infof("Receiver %s can be notified again", receiver);
            }
        } else if (failing.add(receiver)) {
            Log.warnf(
                    "Receiver %s cannot be notified: %s, %s (footfall.alerts.receivers.%s); logged once until it can",
                    receiver, attempt.outcome(), attempt.detail(), receiver);
        }
    }

    @Override
    public void waiting(Map<String, Integer> notifications) {
        waiting.keySet().retainAll(notifications.keySet());
        waiting.putAll(notifications);
    }
}
