package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import io.footfall.processor.accounting.PartitionClickCounts;
import io.footfall.processor.partials.PartialMessage;
import io.footfall.processor.partials.ProcessedCountsPart;
import io.footfall.processor.partials.StoredCountsPart;
import io.footfall.processor.state.WriteBehindStore;
import io.footfall.processor.state.WriteBehindStoreBuilder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Publishes the {@link ClickCounts} of every partition once a second if any has changed: all of them with the same time,
 * so that readers can add them up.
 */
@RegisterForReflection(
        targets = {PartitionClickCounts.class},
        registerFullHierarchy = true)
final class MergedClickCounts extends ContextualProcessor<byte[], PartialMessage, byte[], byte[]> {
    private static final Duration UPDATE_INTERVAL = Duration.ofSeconds(1);
    private static final String STORE = "click-counts";

    private final Map<Integer, ClickCounts> newest = new TreeMap<>();
    private Map<Integer, ClickCounts> published = Map.of();
    private WriteBehindStore<PartitionClickCounts, Long> store;

    private MergedClickCounts() {}

    static ProcessorSupplier<byte[], PartialMessage, byte[], byte[]> supplier() {
        return new ProcessorSupplier<>() {
            @Override
            public MergedClickCounts get() {
                return new MergedClickCounts();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(WriteBehindStoreBuilder.named(STORE, PartitionClickCounts.class, Long.class));
            }
        };
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        store = context.getStateStore(STORE);
        store.load(0L);
        newest.clear();
        published = Map.of();
        store.entries().keySet().forEach(partition -> update(partition.intValue()));
        context.schedule(UPDATE_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::publishIfChanged);
    }

    @Override
    public void process(Record<byte[], PartialMessage> message) {
        if (message.value() instanceof ProcessedCountsPart part) {
            countsOf(part).update(part.counts());
            update(part.partition());
        } else if (message.value() instanceof StoredCountsPart part) {
            countsOf(part).update(part.counts());
            update(part.partition());
        }
    }

    private PartitionClickCounts countsOf(PartialMessage part) {
        return store.modify(part.partition(), first -> new PartitionClickCounts());
    }

    private void update(int partition) {
        var counts = store.entries().get((long) partition);
        if (counts.isConsistent()) {
            // The time is that of the publication.
            newest.put(partition, counts.at(Instant.EPOCH, partition));
        }
    }

    private void publishIfChanged(long now) {
        if (!newest.equals(published)) {
            published = Map.copyOf(newest);
            newest.values().forEach(counts -> publish(counts, now));
        }
    }

    private void publish(ClickCounts counts, long now) {
        var key = Integer.toString(counts.partition()).getBytes(UTF_8);
        var value = Json.write(withTime(Instant.ofEpochMilli(now), counts));
        context().forward(new Record<>(key, value, now));
    }

    private static ClickCounts withTime(Instant time, ClickCounts counts) {
        return new ClickCounts(
                time,
                counts.partition(),
                counts.read(),
                counts.cleaned(),
                counts.outOfMarket(),
                counts.rejected(),
                counts.late(),
                counts.stored(),
                counts.notStored(),
                counts.expired());
    }
}
