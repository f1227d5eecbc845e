package io.footfall.alerts.notify.delivery;

import io.footfall.alerts.notify.Attempt;
import java.util.Map;

/** Observes deliveries, for metrics. */
public interface DeliveryObserver {
    void attempted(String receiver, Attempt attempt);

    /**
     * The length of the queues has been counted.
     *
     * @param notifications pending ones by receiver; receivers without any are absent
     */
    void waiting(Map<String, Integer> notifications);
}
