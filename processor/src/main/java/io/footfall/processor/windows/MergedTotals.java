package io.footfall.processor.windows;

import io.footfall.events.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
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
    /** Bounds the memory when one partition stays far behind the others. */
    private static final int MOST_WINDOWS = 500;

    private final WindowKind<T> kind;
    private final Timing timing;
    private final int partitions;
    private final Set<Long> unpublished = new HashSet<>();
    private TotalsStore<MergedWindow<T>, Progress> store;

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
                return Set.of(TotalsStoreBuilder.<MergedWindow<T>, Progress>named(
                        kind.mergedStore(),
                        WindowJson.type(MergedWindow.class, kind.totals()),
                        WindowJson.type(Progress.class)));
            }
        };
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        store = context.getStateStore(kind.mergedStore());
        store.load(new Progress());
        unpublished.clear();
        unpublished.addAll(store.windows().keySet());
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
                    "%s window %s: partition %d is more than %d windows behind the others; its part of the totals is lost",
                    kind.name(), kind.window(start).key(), partial.partition(), MOST_WINDOWS);
            return;
        }
        var merged = store.change(start, absent -> new MergedWindow<>());
        merged.parts.put(partial.partition(), WindowJson.read(partial.totals(), kind.totals()));
        unpublished.add(start);
    }

    private void publish(long now) {
        var horizon = store.progress().horizon(partitions);
        for (var window : store.windows().entrySet()) {
            var isFinal = kind.isClosed(window.getKey(), timing.grace(), horizon);
            if (unpublished.contains(window.getKey()) || isFinal != window.getValue().isFinal) {
                publish(window.getKey(), isFinal, now);
            }
        }
        unpublished.clear();
        forget(now);
    }

    private void publish(long start, boolean isFinal, long now) {
        var merged = store.change(start, absent -> new MergedWindow<>());
        merged.isFinal = isFinal;
        var totals = kind.empty().get();
        merged.parts.values().forEach(part -> kind.merge().accept(totals, part));
        var window = kind.window(start);
        context()
                .forward(new Record<>(
                        window.key().getBytes(StandardCharsets.UTF_8),
                        Json.write(kind.result().of(totals, window, isFinal)),
                        now));
    }

    private void forget(long now) {
        var settled = store.progress().settled(partitions);
        var windows = store.windows();
        while (!windows.isEmpty()
                && (kind.isClosed(windows.firstKey(), timing.grace(), settled) || windows.size() > MOST_WINDOWS)) {
            var oldest = windows.firstKey();
            if (!windows.get(oldest).isFinal) {
                publish(oldest, true, now);
            }
            store.progress().forget(oldest);
            store.progress(store.progress());
            store.remove(oldest);
        }
    }
}
