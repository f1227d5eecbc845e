package io.footfall.processor.serving;

import io.footfall.processor.accounting.StoredPointCounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.function.ToLongFunction;

/** Counts of stored points of this replica's partitions as metrics, {@code footfall_processor_points_*}. */
@Singleton
class StoredPointMetrics {
    private final StoredPointCounter counter;
    private final MultiGauge stored;
    private final MultiGauge notStored;
    private final MultiGauge expired;

    StoredPointMetrics(StoredPointCounter counter, MeterRegistry registry) {
        this.counter = counter;
        this.stored = MultiGauge.builder("footfall.processor.points.stored")
                .description("cleaned clicks whose points InfluxDB has confirmed, since the partition's beginning")
                .register(registry);
        this.notStored = MultiGauge.builder("footfall.processor.points.not_stored")
                .description("cleaned clicks whose points InfluxDB refuses, since the partition's beginning")
                .register(registry);
        this.expired = MultiGauge.builder("footfall.processor.points.expired")
                .description("cleaned clicks that are older than the bucket keeps, since the partition's beginning")
                .register(registry);
    }

    /** To be called when the partitions of this replica have changed. */
    void partitionsChanged() {
        register(stored, StoredPointCounts::stored);
        register(notStored, StoredPointCounts::notStored);
        register(expired, StoredPointCounts::expired);
    }

    private void register(MultiGauge gauge, ToLongFunction<StoredPointCounts> count) {
        gauge.register(
                counter.partitions().stream()
                        .map(partition -> Row.of(
                                Tags.of("partition", partition.toString()),
                                () -> count.applyAsLong(counter.counts(partition))))
                        .toList(),
                true);
    }
}
