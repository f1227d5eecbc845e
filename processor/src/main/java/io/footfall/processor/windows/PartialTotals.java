package io.footfall.processor.windows;

import io.footfall.processor.partials.Partial;
import io.footfall.processor.state.LiveStore;
import io.footfall.processor.state.LiveStoreBuilder;
import io.footfall.processor.state.StateJson;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
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
public final class PartialTotals<T> {
    private final WindowKind<T> kind;
    private final Timing timing;
    private final Pace pace;
    private final Set<Long> untold = new TreeSet<>();
    private final Lead lead = new Lead();
    /** Those that are known to be untold and unsaved: until the next time that either is done. */
    private final RecentWindows<T> recent;

    private int recentSaves;
    private Merge merge;
    private ProcessorContext<?, ?> context;
    private LiveStore<T, Long> store;
    private Horizons horizons;
    private int partition;
    private long lastClick;
    private boolean isBusy;
    private boolean isTellingSoon;
    private boolean told;
    private boolean toldIdle;
    private long changesToldAt;
    private long toldWatermark = Partial.NO_CLICK_YET;
    private long forgotten = Partial.NO_CLICK_YET;

    /** Where the totals of all partitions meet. */
    @FunctionalInterface
    public interface Merge {
        /**
         * Takes a message.
         *
         * @return how many bytes it has
         */
        int tell(Partial partial);
    }

    public PartialTotals(WindowKind<T> kind, Timing timing, Pace pace) {
        this.kind = kind;
        this.timing = timing;
        this.pace = pace;
        this.recent = new RecentWindows<>(kind.length().toMillis());
    }

    /** The store that the processor of the partition needs. */
    public StoreBuilder<?> store() {
        return LiveStoreBuilder.named(kind.partialStore(), kind.totals(), Long.class);
    }

    /**
     * Begins, or begins again after a fault: what was told before may not have been committed.
     *
     * @param context of the processor of the partition
     * @param merge is told of all changes
     */
    public void init(ProcessorContext<?, ?> context, Merge merge) {
        this.merge = merge;
        this.context = context;
        store = context.getStateStore(kind.partialStore());
        store.load(Partial.NO_CLICK_YET);
        horizons = new Horizons(context, kind.name());
        partition = context.taskId().partition();
        lastClick = context.currentSystemTimeMs();
        told = false;
        toldWatermark = Partial.NO_CLICK_YET;
        untold.clear();
        untold.addAll(store.entries().keySet());
        recent.clear();
        lead.clear();
        isTellingSoon = false;
        if (!untold.isEmpty()) {
            tellSoon();
        }
        context.schedule(timing.look(), PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    /**
     * Counts a click.
     *
     * @param logTime when the log took it, ms since the epoch
     */
    public void count(JudgedClick judged, long logTime) {
        isBusy = true;
        var eventTime = judged.click().tsIngest();
        var start = kind.startOf(eventTime);
        if (start < forgotten || kind.isClosed(start, timing.grace(), store.progress())) {
            kind.late().accept(open(kind.startOf(Math.max(store.progress(), forgotten))), judged);
        } else {
            kind.fold().add(open(start), judged);
        }
        advance(Math.min(eventTime, logTime));
    }

    private T open(long start) {
        if (recentSaves != store.saves()) {
            recentSaves = store.saves();
            recent.clear();
        }
        return recent.get(start, this::change);
    }

    private T change(long start) {
        untold.add(start);
        tellSoon();
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
            letGo(start);
            lead.passed(start);
        }
        recent.clear();
        // Only now: whoever hears the new watermark has been told the totals that it closes.
        tellProgress(false);
        keepPace();
    }

    private void tellSoon() {
        if (!isTellingSoon) {
            isTellingSoon = true;
            var delay = timing.untilTold(context.currentSystemTimeMs(), changesToldAt);
            Once.schedule(context, delay, this::tellChanges);
        }
    }

    private void tellChanges(long now) {
        isTellingSoon = false;
        changesToldAt = now;
        untold.forEach(this::tell);
        untold.clear();
        recent.clear();
        look(now);
        // Nobody hears of it before that, and the merge looks soon.
        if (timing.isFresh(store.progress(), now)) {
            context.commit();
        }
    }

    private void look(long now) {
        dropForgotten();
        // Whoever hears of a watermark has heard of all that was counted up to it.
        if (untold.isEmpty()) {
            tellProgress(isIdle(now));
        }
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
            var start = store.entries().firstKey();
            letGo(start);
            lead.forget(start);
        }
    }

    private void keepPace() {
        if (lead.bytes() > 0) {
            var passed = horizons.newest().passed();
            lead.caughtUp(start -> kind.isClosed(start, timing.grace(), passed));
        }
        pace.tell(partition, kind.name(), lead.bytes() > pace.share());
    }

    /** What has been told already would only have the merge publish it again, out of turn. */
    private void letGo(long start) {
        if (untold.remove(start)) {
            tell(start);
        }
        store.remove(start);
    }

    private void tell(long start) {
        var totals = StateJson.part(store.entries().get(start));
        var size = merge.tell(new Partial(kind.name(), partition, toldWatermark, false, start, totals));
        lead.told(start, size);
    }

    private void tellProgress(boolean idle) {
        if (!told || toldWatermark != store.progress() || toldIdle != idle) {
            told = true;
            toldWatermark = store.progress();
            toldIdle = idle;
            merge.tell(new Partial(kind.name(), partition, toldWatermark, idle, null, null));
        }
    }

    /** The partition is another processor's now. */
    public void close() {
        pace.tell(partition, kind.name(), false);
    }
}
