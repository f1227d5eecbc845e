package io.footfall.processor.windows;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Counts the windows of one partition: judged clicks in, {@link Partial} totals out, at once when
 * the partition's event time closes a window and now and then while it is open.
 *
 * <p>The watermark is the newest event time that the partition has brought, but never ahead of the
 * log's own clock: a visitor with a fast clock must not make everybody else late.
 */
public final class PartialTotals<T> extends ContextualProcessor<byte[], JudgedClick, byte[], byte[]> {
    private final WindowKind<T> kind;
    private final Timing timing;
    private final Set<Long> untold = new TreeSet<>();
    private TotalsStore<T, Long> store;
    private int partition;
    private long lastClick;
    private boolean told;
    private boolean toldIdle;
    private long toldWatermark = Partial.NO_CLICK_YET;

    private PartialTotals(WindowKind<T> kind, Timing timing) {
        this.kind = kind;
        this.timing = timing;
    }

    public static <T> ProcessorSupplier<byte[], JudgedClick, byte[], byte[]> of(WindowKind<T> kind, Timing timing) {
        return new ProcessorSupplier<>() {
            @Override
            public PartialTotals<T> get() {
                return new PartialTotals<>(kind, timing);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(TotalsStoreBuilder.<T, Long>named(
                        kind.partialStore(), WindowJson.type(kind.totals()), WindowJson.type(Long.class)));
            }
        };
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        store = context.getStateStore(kind.partialStore());
        store.load(Partial.NO_CLICK_YET);
        partition = context.taskId().partition();
        lastClick = context.currentSystemTimeMs();
        // A task may begin again after a fault, with the same processor: what it told may not have been committed.
        told = false;
        toldWatermark = Partial.NO_CLICK_YET;
        untold.clear();
        untold.addAll(store.windows().keySet());
        context.schedule(timing.update(), PunctuationType.WALL_CLOCK_TIME, this::tellChanges);
    }

    @Override
    public void process(Record<byte[], JudgedClick> click) {
        lastClick = context().currentSystemTimeMs();
        var eventTime = click.value().click().tsIngest();
        var start = kind.startOf(eventTime);
        if (kind.isClosed(start, timing.grace(), store.progress())) {
            kind.late().accept(open(kind.startOf(store.progress())));
        } else {
            kind.fold().add(open(start), click.key(), click.value());
        }
        advance(Math.min(eventTime, click.timestamp()));
    }

    private T open(long start) {
        untold.add(start);
        return store.change(start, absent -> kind.empty().get());
    }

    private void advance(long time) {
        if (time > store.progress()) {
            store.progress(time);
            if (isOldestClosed()) {
                closeWindows();
            }
        }
    }

    private boolean isOldestClosed() {
        var windows = store.windows();
        return !windows.isEmpty() && kind.isClosed(windows.firstKey(), timing.grace(), store.progress());
    }

    private void closeWindows() {
        while (isOldestClosed()) {
            var start = store.windows().firstKey();
            tell(start);
            untold.remove(start);
            store.remove(start);
        }
        // Only now: whoever hears the new watermark has been told the totals that it closes.
        tellProgress(false);
    }

    private void tellChanges(long now) {
        untold.forEach(this::tell);
        untold.clear();
        tellProgress(now - lastClick >= timing.idle().toMillis());
    }

    private void tell(long start) {
        var totals = WindowJson.tree(store.windows().get(start));
        send(new Partial(kind.name(), partition, toldWatermark, false, start, totals));
    }

    private void tellProgress(boolean idle) {
        if (!told || toldWatermark != store.progress() || toldIdle != idle) {
            told = true;
            toldWatermark = store.progress();
            toldIdle = idle;
            send(new Partial(kind.name(), partition, toldWatermark, idle, null, null));
        }
    }

    private void send(Partial partial) {
        var key = kind.name() + "-" + partition;
        context()
                .forward(new Record<>(
                        key.getBytes(StandardCharsets.UTF_8),
                        WindowJson.write(partial),
                        context().currentSystemTimeMs()));
    }
}
