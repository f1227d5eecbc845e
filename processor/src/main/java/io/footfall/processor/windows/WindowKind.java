package io.footfall.processor.windows;

import io.footfall.events.Window;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One kind of tumbling windows: their length, and how their totals are counted. How windows close, merge and are saved is
 * the same for all kinds.
 *
 * @param name names the state stores and messages of this kind
 * @param length of a window
 * @param totals type of the totals; its fields are saved as JSON
 * @param empty creates the totals of an empty window
 * @param fold adds one click to totals
 * @param addLate counts a click that was too late for its own window, in the window that is open now
 * @param merge adds the second totals to the first
 * @param result creates the published record
 */
public record WindowKind<T>(
        String name,
        Duration length,
        Class<T> totals,
        Supplier<T> empty,
        Fold<T> fold,
        Consumer<T> addLate,
        BiConsumer<T, T> merge,
        Result<T> result) {

    /** Adds one click to the totals of its window. */
    @FunctionalInterface
    public interface Fold<T> {
        void add(T totals, ValidClick click);
    }

    /** Creates the value of the record that is published for a window. */
    @FunctionalInterface
    public interface Result<T> {
        Object of(T totals, Window window, boolean isFinal);
    }

    /** Name of the store in which each partition keeps its part of the open windows. */
    String partialStore() {
        return name + "-partial";
    }

    /** Name of the store in which the parts of all partitions are merged. */
    String mergedStore() {
        return name + "-merged";
    }

    /** Key of a partition's part of a window: one entry each, so that records of the changelog do not grow with partitions. */
    static long key(long start, int partition) {
        return start + partition;
    }

    long startOf(long eventTime) {
        return Math.floorDiv(eventTime, length.toMillis()) * length.toMillis();
    }

    Window window(long start) {
        return Window.starting(start, length);
    }

    /** Whether a window counts no more clicks at that watermark. */
    boolean isClosed(long start, Duration grace, long watermark) {
        return start + length.toMillis() + grace.toMillis() <= watermark;
    }
}
