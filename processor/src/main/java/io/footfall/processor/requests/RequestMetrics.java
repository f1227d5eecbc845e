package io.footfall.processor.requests;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** Counts what this process has found in {@code requests}, {@code footfall_processor_requests_*}. */
@Singleton
final class RequestMetrics implements RequestListener {
    private static final String REASON = "reason";

    private final Counter ordinary;
    private final Counter unreadable;
    private final Map<Suspicion.Reason, Counter> suspicious = new EnumMap<>(Suspicion.Reason.class);
    private final Map<Suspicion.Reason, Counter> leftOut = new EnumMap<>(Suspicion.Reason.class);

    RequestMetrics(MeterRegistry registry) {
        ordinary = read(registry, "none");
        unreadable = read(registry, "unreadable");
        for (var reason : Suspicion.Reason.values()) {
            suspicious.put(reason, read(registry, reason.code()));
            leftOut.put(
                    reason,
                    Counter.builder("footfall.processor.requests.left.out")
                            .description("suspicious requests beyond what is forwarded of one visitor")
                            .tag(REASON, reason.code())
                            .register(registry));
        }
    }

    private static Counter read(MeterRegistry registry, String reason) {
        return Counter.builder("footfall.processor.requests.read")
                .description("requests of access logs that have been read, by what is suspicious about them")
                .tag(REASON, reason)
                .register(registry);
    }

    @Override
    public void ordinary() {
        ordinary.increment();
    }

    @Override
    public void unreadable() {
        unreadable.increment();
    }

    @Override
    public void suspicious(Suspicion.Reason reason) {
        suspicious.get(reason).increment();
    }

    @Override
    public void leftOut(Suspicion.Reason reason) {
        leftOut.get(reason).increment();
    }
}
