package io.footfall.alerts;

import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.Deliveries;
import io.footfall.alerts.notify.Recipient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What becomes of notices in; metrics by receiver out. */
@Singleton
final class DeliveryMetrics implements Deliveries.Observer {
    private final MeterRegistry meters;
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

    DeliveryMetrics(MeterRegistry meters, List<Recipient> recipients) {
        this.meters = meters;
        recipients.forEach(recipient -> meters.gauge(
                "footfall.alerts.waiting",
                List.of(Tag.of("receiver", recipient.name())),
                waiting,
                all -> all.getOrDefault(recipient.name(), 0)));
    }

    @Override
    public void attempted(String receiver, Attempt attempt) {
        meters.counter("footfall.alerts.attempts", "receiver", receiver, "outcome", attempt.outcome())
                .increment();
    }

    @Override
    public void waiting(Map<String, Integer> noticesByReceiver) {
        waiting.keySet().retainAll(noticesByReceiver.keySet());
        waiting.putAll(noticesByReceiver);
    }
}
