package io.footfall.processor;

import io.footfall.processor.accounting.Counts;
import io.footfall.processor.accounting.Ledgers;
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
 * The ledgers of this replica's partitions as metrics, {@code footfall_processor_clicks_*}: absolute
 * numbers since the beginning of the log, each told by the replica that has the partition.
 */
@Singleton
final class AccountingMetrics implements Ledgers {
    private final Map<Integer, Counts> byPartition = new TreeMap<>();
    private final MultiGauge read;
    private final MultiGauge cleaned;
    private final MultiGauge outOfMarket;
    private final MultiGauge rejected;
    private final MultiGauge late;

    AccountingMetrics(MeterRegistry registry) {
        read = gauge(registry, "read", "clicks that the topology has read");
        cleaned = gauge(registry, "cleaned", "clean clicks of the market");
        outOfMarket = gauge(registry, "out.of.market", "clean clicks of other countries");
        rejected = gauge(registry, "rejected", "clicks that are not clean, by reason");
        late = gauge(registry, "late", "cleaned clicks that came too late for their window");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder("footfall.processor.clicks." + name)
                .description(description + ", since the beginning of the log")
                .register(registry);
    }

    @Override
    public synchronized void told(int partition, Counts counts) {
        byPartition.put(partition, counts);
        show();
    }

    @Override
    public synchronized void closed(int partition) {
        byPartition.remove(partition);
        show();
    }

    private void show() {
        show(read, Counts::read);
        show(cleaned, Counts::cleaned);
        show(outOfMarket, Counts::outOfMarket);
        show(late, Counts::late);
        rejected.register(
                byPartition.entrySet().stream()
                        .flatMap(AccountingMetrics::byReason)
                        .toList(),
                true);
    }

    private void show(MultiGauge gauge, ToLongFunction<Counts> number) {
        gauge.register(
                byPartition.entrySet().stream()
                        .map(entry -> Row.of(partition(entry.getKey()), number.applyAsLong(entry.getValue())))
                        .toList(),
                true);
    }

    private static Stream<Row<?>> byReason(Map.Entry<Integer, Counts> entry) {
        return entry.getValue().rejected().entrySet().stream()
                .map(reason -> Row.of(partition(entry.getKey()).and("reason", reason.getKey()), reason.getValue()));
    }

    private static Tags partition(int partition) {
        return Tags.of("partition", Integer.toString(partition));
    }
}
