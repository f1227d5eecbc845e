package io.footfall.processor.windows;

import io.footfall.events.Window;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One kind of tumbling windows: how long they are and how their totals are counted. The mechanics
 * of closing, merging and saving are the same for all kinds.
 *
 * @param name names stores and messages of this kind
 * @param length of a window
 * @param totals type of the totals; its fields are saved as JSON
 * @param empty totals of nothing
 * @param fold adds one click
 * @param late takes note of a click that came too late for its own window
 * @param merge adds the second totals to the first
 * @param result the totals as the world sees them
 */
public record WindowKind<T>(
        String name,
        Duration length,
        Class<T> totals,
        Supplier<T> empty,
        Fold<T> fold,
        BiConsumer<T, JudgedClick> late,
        BiConsumer<T, T> merge,
        Result<T> result) {

    /** Adds one click to the totals of its window. */
    @FunctionalInterface
    public interface Fold<T> {
        void add(T totals, JudgedClick click);
    }

    /** Makes the value of the record that is published for a window. */
    @FunctionalInterface
    public interface Result<T> {
        Object of(T totals, Window window, boolean isFinal);
    }

    /** Name of the store in which each partition keeps its part of the open windows. */
    public String partialStore() {
        return name + "-partial";
    }

    /** Name of the store in which the parts of all partitions meet. */
    public String mergedStore() {
        return name + "-merged";
    }

    long startOf(long eventTime) {
        return Math.floorDiv(eventTime, length.toMillis()) * length.toMillis();
    }

    Window window(long start) {
        return Window.starting(start, length);
    }

    /** Whether a window takes no more clicks once event time has come to {@code watermark}. */
    boolean isClosed(long start, Duration grace, long watermark) {
        return start + length.toMillis() + grace.toMillis() <= watermark;
    }
}
