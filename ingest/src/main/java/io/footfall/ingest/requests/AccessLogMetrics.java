package io.footfall.ingest.requests;

import io.footfall.ingest.accesslog.LineProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Metrics of access logs: {@code received = acknowledged + unacknowledged + in_flight}. Lines that cannot be read count
 * as rejected only.
 */
@Singleton
final class AccessLogMetrics {
    private static final String LINES = "footfall.ingest.access.log.lines.";

    private final MeterRegistry registry;
    private final Counter received;
    private final Counter acknowledged;
    private final Counter unacknowledged;
    private final Map<LineProblem, Counter> rejected = new EnumMap<>(LineProblem.class);

    AccessLogMetrics(MeterRegistry registry) {
        this.registry = registry;
        received = registry.counter(LINES + "received");
        acknowledged = registry.counter(LINES + "acknowledged");
        unacknowledged = registry.counter(LINES + "unacknowledged");
        for (var problem : LineProblem.values()) {
            rejected.put(problem, registry.counter(LINES + "rejected", "reason", problem.code()));
        }
    }

    void inFlight(Supplier<Number> lines) {
        Gauge.builder(LINES + "in.flight", lines).register(registry);
    }

    void received(int lines) {
        received.increment(lines);
    }

    void acknowledged(int lines) {
        acknowledged.increment(lines);
    }

    void unacknowledged(int lines) {
        unacknowledged.increment(lines);
    }

    void rejected(LineProblem problem) {
        rejected.get(problem).increment();
    }
}
