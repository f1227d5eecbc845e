package io.footfall.processor.windows;

import io.footfall.events.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jboss.logging.Logger;

/**
 * Merges what the partitions have counted: {@link Partial} totals in, one record a window with the
 * absolute totals of all partitions out, replaced while it changes and final once every partition
 * has passed the window and its grace, or is idle.
 *
 * <p>A window that was closed without an idle partition is kept, so that it can be corrected if the
 * partition wakes up with clicks for it; it is forgotten when no partition can add to it any more.
 */
public final class MergedTotals<T> extends ContextualProcessor<byte[], Partial, byte[], byte[]> {
    private static final Logger LOG = Logger.getLogger(MergedTotals.class);
    /** Windows that wait for a partition far behind the others; bounds the memory. */
    private static final int MOST_OPEN = 500;
    /** Final windows that a partition may still correct, because it was idle when they closed. */
    private static final int MOST_FINAL = 60;

    private final WindowKind<T> kind;
    private final Timing timing;
    private final int partitions;
    private final Set<Long> unpublished = new HashSet<>();
    /** The windows in the store by their start, and whether their newest published record is final. */
    private final NavigableMap<Long, Boolean> windows = new TreeMap<>();
    /** What each partition has told of each window, by {@link #key}. */
    private TotalsStore<T, Progress> store;

    private MergedTotals(WindowKind<T> kind, Timing timing, int partitions) {
        this.kind = kind;
        this.timing = timing;
        this.partitions = partitions;
    }

    public static <T> ProcessorSupplier<byte[], Partial, byte[], byte[]> of(
            WindowKind<T> kind, Timing timing, int partitions) {
        return new ProcessorSupplier<>() {
            @Override
            public MergedTotals<T> get() {
                return new MergedTotals<>(kind, timing, partitions);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(TotalsStoreBuilder.<T, Progress>named(
                        kind.mergedStore(), WindowJson.type(kind.totals()), WindowJson.type(Progress.class)));
            }
        };
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        store = context.getStateStore(kind.mergedStore());
        store.load(new Progress());
        windows.clear();
        store.windows().keySet().forEach(key -> windows.put(kind.startOf(key), false));
        unpublished.clear();
        unpublished.addAll(windows.keySet());
        context.schedule(timing.update(), PunctuationType.WALL_CLOCK_TIME, this::publish);
    }

    @Override
    public void process(Record<byte[], Partial> message) {
        var partial = message.value();
        if (partial.kind().equals(kind.name())) {
            store.progress().heard(partial);
            store.progress(store.progress());
            if (partial.start() != null) {
                merge(partial);
            }
        }
    }

    private void merge(Partial partial) {
        long start = partial.start();
        if (store.progress().isForgotten(start)) {
            LOG.errorf(
                    "%s window %s: partition %d is too far behind the others; its part of the totals is lost",
                    kind.name(), kind.window(start).key(), partial.partition());
            return;
        }
        store.put(key(start, partial.partition()), WindowJson.read(partial.totals(), kind.totals()));
        windows.putIfAbsent(start, false);
        unpublished.add(start);
    }

    /** One entry a window and partition, so that no record of the changelog grows with the partitions. */
    private static long key(long start, int partition) {
        return start + partition;
    }

    private NavigableMap<Long, T> parts(long start) {
        return store.windows().subMap(start, true, start + kind.length().toMillis(), false);
    }

    private void publish(long now) {
        var horizon = store.progress().horizon(partitions);
        for (var window : windows.entrySet()) {
            var isFinal = kind.isClosed(window.getKey(), timing.grace(), horizon);
            if (unpublished.contains(window.getKey()) || isFinal != window.getValue()) {
                window.setValue(isFinal);
                publish(window.getKey(), isFinal, now);
            }
        }
        unpublished.clear();
        forget(now);
    }

    private void publish(long start, boolean isFinal, long now) {
        var totals = kind.empty().get();
        parts(start).values().forEach(part -> kind.merge().accept(totals, part));
        var window = kind.window(start);
        context()
                .forward(new Record<>(
                        window.key().getBytes(StandardCharsets.UTF_8),
                        Json.write(kind.result().of(totals, window, isFinal)),
                        now));
    }

    private void forget(long now) {
        var settled = store.progress().settled(partitions);
        while (!windows.isEmpty() && isForgettable(windows.firstEntry(), settled)) {
            var oldest = windows.pollFirstEntry();
            if (!oldest.getValue()) {
                publish(oldest.getKey(), true, now);
            }
            List.copyOf(parts(oldest.getKey()).keySet()).forEach(store::remove);
            store.progress().forget(oldest.getKey());
            store.progress(store.progress());
        }
    }

    private boolean isForgettable(Map.Entry<Long, Boolean> oldest, long settled) {
        return kind.isClosed(oldest.getKey(), timing.grace(), settled)
                || windows.size() > (oldest.getValue() ? MOST_FINAL : MOST_OPEN);
    }
}
