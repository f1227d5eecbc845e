package io.footfall.processor.windows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.processor.partials.Partial;
import io.footfall.processor.state.LiveStore;
import io.footfall.processor.state.LiveStoreBuilder;
import io.footfall.processor.state.StateJson;
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
 * log's own clock: a visitor with a fast clock must not make everybody else late. A partition that
 * has told more than the merge should keep lets its {@link Pace} know, and goes on when others have
 * caught up: so the merge's memory is bounded, however differently long the partitions are.
 */
public final class PartialTotals<T> extends ContextualProcessor<byte[], JudgedClick, byte[], byte[]> {
    private final WindowKind<T> kind;
    private final Timing timing;
    private final Pace pace;
    private final Set<Long> untold = new TreeSet<>();
    private final Lead lead = new Lead();
    private LiveStore<T, Long> store;
    private Horizons horizons;
    private int partition;
    private byte[] key;
    private long lastClick;
    private boolean isBusy;
    private boolean told;
    private boolean toldIdle;
    private long toldWatermark = Partial.NO_CLICK_YET;
    private long forgotten = Partial.NO_CLICK_YET;

    private PartialTotals(WindowKind<T> kind, Timing timing, Pace pace) {
        this.kind = kind;
        this.timing = timing;
        this.pace = pace;
    }

    public static <T> ProcessorSupplier<byte[], JudgedClick, byte[], byte[]> of(
            WindowKind<T> kind, Timing timing, Pace pace) {
        return new ProcessorSupplier<>() {
            @Override
            public PartialTotals<T> get() {
                return new PartialTotals<>(kind, timing, pace);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(LiveStoreBuilder.named(kind.partialStore(), kind.totals(), Long.class));
            }
        };
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        store = context.getStateStore(kind.partialStore());
        store.load(Partial.NO_CLICK_YET);
        horizons = new Horizons(context, kind.name());
        partition = context.taskId().partition();
        key = (kind.name() + "-" + partition).getBytes(UTF_8);
        lastClick = context.currentSystemTimeMs();
        // A task may begin again after a fault, with the same processor: what it told may not have been committed.
        told = false;
        toldWatermark = Partial.NO_CLICK_YET;
        untold.clear();
        untold.addAll(store.entries().keySet());
        lead.clear();
        context.schedule(timing.partialUpdate(), PunctuationType.WALL_CLOCK_TIME, this::tellChanges);
    }

    @Override
    public void process(Record<byte[], JudgedClick> click) {
        isBusy = true;
        var eventTime = click.value().click().tsIngest();
        var start = kind.startOf(eventTime);
        if (start < forgotten || kind.isClosed(start, timing.grace(), store.progress())) {
            kind.late().accept(open(kind.startOf(Math.max(store.progress(), forgotten))), click.value());
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
        var windows = store.entries();
        return !windows.isEmpty() && kind.isClosed(windows.firstKey(), timing.grace(), store.progress());
    }

    private void closeWindows() {
        while (isOldestClosed()) {
            var start = store.entries().firstKey();
            var size = tell(start);
            lead.told(start, size);
            untold.remove(start);
            store.remove(start);
        }
        // Only now: whoever hears the new watermark has been told the totals that it closes.
        tellProgress(false);
        keepPace();
    }

    private void tellChanges(long now) {
        untold.forEach(this::tell);
        untold.clear();
        dropForgotten();
        tellProgress(isIdle(now));
        keepPace();
    }

    /** As of the last look, because to look at the clock for every click would be work. */
    private boolean isIdle(long now) {
        lastClick = isBusy ? now : lastClick;
        isBusy = false;
        return now - lastClick >= timing.idle().toMillis() && pace.isSilent(partition);
    }

    /** While this partition was idle, the others have gone on: what it counted of these windows has been merged. */
    private void dropForgotten() {
        forgotten = horizons.newest().forgotten();
        while (!store.entries().isEmpty() && store.entries().firstKey() < forgotten) {
            store.remove(store.entries().firstKey());
        }
    }

    private void keepPace() {
        if (lead.bytes() > 0) {
            var passed = horizons.newest().passed();
            lead.caughtUp(start -> kind.isClosed(start, timing.grace(), passed));
        }
        pace.tell(partition, kind.name(), lead.bytes() > pace.share());
    }

    private int tell(long start) {
        var totals = StateJson.part(store.entries().get(start));
        return send(new Partial(kind.name(), partition, toldWatermark, false, start, totals));
    }

    private void tellProgress(boolean idle) {
        if (!told || toldWatermark != store.progress() || toldIdle != idle) {
            told = true;
            toldWatermark = store.progress();
            toldIdle = idle;
            send(new Partial(kind.name(), partition, toldWatermark, idle, null, null));
        }
    }

    private int send(Partial partial) {
        var value = StateJson.write(partial);
        context().forward(new Record<>(key, value, context().currentSystemTimeMs()));
        return value.length;
    }

    @Override
    public void close() {
        pace.tell(partition, kind.name(), false);
    }
}
