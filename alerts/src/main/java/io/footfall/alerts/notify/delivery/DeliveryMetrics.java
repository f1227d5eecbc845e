package io.footfall.alerts.notify.delivery;

import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.Receiver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Metrics of deliveries, by receiver. */
@Singleton
public final class DeliveryMetrics implements DeliveryObserver {
    private final MeterRegistry meters;
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

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
    }

    @Override
    public void waiting(Map<String, Integer> notifications) {
        waiting.keySet().retainAll(notifications.keySet());
        waiting.putAll(notifications);
    }
}
