package io.footfall.processor;

import io.footfall.processor.accounting.ClickCountListener;
import io.footfall.processor.accounting.ProcessedClickCounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Counts of this replica's partitions as metrics, {@code footfall_processor_clicks_*}. They are absolute since the
 * partition's beginning; each partition is reported by the replica that reads it.
 */
@Singleton
final class ClickCountMetrics implements ClickCountListener {
    private final Map<Integer, ProcessedClickCounts> byPartition = new TreeMap<>();
    private final MultiGauge read;
    private final MultiGauge cleaned;
    private final MultiGauge outOfMarket;
    private final MultiGauge rejected;
    private final MultiGauge late;

    ClickCountMetrics(MeterRegistry registry) {
        read = gauge(registry, "read", "clicks that have been processed");
        cleaned = gauge(registry, "cleaned", "valid clicks of the market");
        outOfMarket = gauge(registry, "out.of.market", "valid clicks of other countries");
        rejected = gauge(registry, "rejected", "invalid clicks, by reason");
        late = gauge(registry, "late", "cleaned clicks that were too late for their traffic window");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder("footfall.processor.clicks." + name)
                .description(description + ", since the beginning of the partition")
                .register(registry);
    }

    @Override
    public synchronized void countsChanged(int partition, ProcessedClickCounts counts) {
        byPartition.put(partition, counts);
        update();
    }

    @Override
    public synchronized void partitionRevoked(int partition) {
        byPartition.remove(partition);
        update();
    }

    private void update() {
        update(read, ProcessedClickCounts::read);
        update(cleaned, ProcessedClickCounts::cleaned);
        update(outOfMarket, ProcessedClickCounts::outOfMarket);
        update(late, ProcessedClickCounts::late);
        rejected.register(
                byPartition.entrySet().stream()
                        .flatMap(ClickCountMetrics::byReason)
                        .toList(),
                true);
    }

    private void update(MultiGauge gauge, ToLongFunction<ProcessedClickCounts> number) {
        gauge.register(
                byPartition.entrySet().stream()
                        .map(entry -> Row.of(partition(entry.getKey()), number.applyAsLong(entry.getValue())))
                        .toList(),
                true);
    }

    private static Stream<Row<?>> byReason(Map.Entry<Integer, ProcessedClickCounts> entry) {
        return entry.getValue().rejected().entrySet().stream()
                .map(reason -> Row.of(partition(entry.getKey()).and("reason", reason.getKey()), reason.getValue()));
    }

    private static Tags partition(int partition) {
        return Tags.of("partition", Integer.toString(partition));
    }
}
