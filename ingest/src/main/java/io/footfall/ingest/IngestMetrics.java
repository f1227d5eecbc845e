package io.footfall.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Metrics of ingest. For well-formed clicks, {@code received = acknowledged + unacknowledged + in_flight}; other
 * requests count as refused.
 */
@Singleton
public final class IngestMetrics {
    private final MeterRegistry registry;
    private final Counter received;
    private final Counter acknowledged;
    private final Counter unacknowledged;
    private final Timer latency;
    private final Map<RejectedRequest.Reason, Counter> rejected = new EnumMap<>(RejectedRequest.Reason.class);

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        received = registry.counter("footfall.ingest.clicks.received");
        acknowledged = registry.counter("footfall.ingest.clicks.acknowledged");
        unacknowledged = registry.counter("footfall.ingest.clicks.unacknowledged");
        latency = Timer.builder("footfall.ingest.acknowledgement")
                .description("time from sending a request's clicks to Kafka until the last acknowledgement")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10))
                .register(registry);
        for (var reason : RejectedRequest.Reason.values()) {
            rejected.put(
                    reason,
                    registry.counter(
                            "footfall.ingest.requests.refused",
                            "reason",
                            reason.name().toLowerCase(Locale.ROOT)));
        }
    }

    void inFlight(Supplier<Number> clicks) {
        Gauge.builder("footfall.ingest.clicks.in.flight", clicks).register(registry);
    }

    void received(int clicks) {
        received.increment(clicks);
    }

    void acknowledged(int clicks, long nanos) {
        acknowledged.increment(clicks);
        latency.record(nanos, TimeUnit.NANOSECONDS);
    }

    void unacknowledged(int clicks) {
        unacknowledged.increment(clicks);
    }

    public void rejected(RejectedRequest.Reason reason) {
        rejected.get(reason).increment();
    }
}
