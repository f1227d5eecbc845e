package io.footfall.processor.windows;

import io.footfall.processor.partials.WatermarkAdvance;
import io.footfall.processor.state.KeyedState;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Counts the clicks of one partition in event-time windows. Decides which clicks are late, and which windows are closed.
 *
 * <p>The watermark, which is the value of the state, is the newest event time of the partition. It is never ahead of
 * Kafka's own time: one visitor with a fast clock must not make all others late.
 */
final class WindowCounter<T> {
    private final WindowKind<T> kind;
    private final Duration grace;
    private final KeyedState<T, Long> state;
    private final Listener listener;
    /** Windows whose changes have been announced and not yet been published or saved. */
    private final RecentWindows<T> recent;

    private int flushes;
    private long retentionFloor = WatermarkAdvance.NO_WATERMARK;

    /** Is notified of changes, but not of every click. */
    interface Listener {
        /** A window changes, for the first time since {@link #changesPublished} or since the state was saved. */
        void windowChanged(long start);

        /** The watermark has closed at least one window. */
        void windowsClosed();
    }

    WindowCounter(WindowKind<T> kind, Duration grace, KeyedState<T, Long> state, Listener listener) {
        this.kind = kind;
        this.grace = grace;
        this.state = state;
        this.listener = listener;
        this.recent = new RecentWindows<>(kind.length().toMillis());
    }

    /**
     * Counts a click; a late one in the window that is open at the watermark.
     *
     * @param logTime when Kafka received the click, ms since the epoch
     * @return whether the click was late: its own window is closed
     */
    boolean count(ValidClick click, long logTime) {
        var eventTime = click.click().tsIngest();
        var start = kind.startOf(eventTime);
        var isLate = start < retentionFloor || kind.isClosed(start, grace, state.value());
        if (isLate) {
            kind.addLate().accept(open(kind.startOf(Math.max(state.value(), retentionFloor))));
        } else {
            kind.fold().add(open(start), click);
        }
        advance(Math.min(eventTime, logTime));
        return isLate;
    }

    private T open(long start) {
        if (flushes != state.flushes()) {
            flushes = state.flushes();
            recent.clear();
        }
        return recent.get(start, this::modify);
    }

    private T modify(long start) {
        listener.windowChanged(start);
        return state.modify(start, absent -> kind.empty().get());
    }

    private void advance(long time) {
        if (time > state.value()) {
            state.setValue(time);
            if (isOldestClosed()) {
                listener.windowsClosed();
            }
        }
    }

    private boolean isOldestClosed() {
        var windows = state.entries();
        return !windows.isEmpty() && kind.isClosed(windows.firstKey(), grace, state.value());
    }

    /**
     * Evicts the windows that the watermark has closed.
     *
     * @param beforeEviction is called for each of them
     */
    void evictClosed(LongConsumer beforeEviction) {
        while (isOldestClosed()) {
            evictOldest(beforeEviction);
        }
        recent.clear();
    }

    /**
     * Evicts windows that can no longer be merged. The other partitions have gone on while this one was idle, and what it
     * had counted in these windows has been merged.
     *
     * @param floor windows that start before it are evicted, and clicks of them are late
     * @param beforeEviction is called for each of them
     */
    void evictBefore(long floor, LongConsumer beforeEviction) {
        retentionFloor = floor;
        while (!state.entries().isEmpty() && state.entries().firstKey() < floor) {
            evictOldest(beforeEviction);
            recent.clear();
        }
    }

    private void evictOldest(LongConsumer beforeEviction) {
        var start = state.entries().firstKey();
        beforeEviction.accept(start);
        state.remove(start);
    }

    /** All changes have been published: the next click in each window changes it anew. */
    void changesPublished() {
        recent.clear();
    }

    T totals(long start) {
        return state.entries().get(start);
    }

    long watermark() {
        return state.value();
    }
}
