package io.footfall.processor.windows;

import com.fasterxml.jackson.databind.JavaType;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * The open windows of one task as live objects, and the task's progress. A click changes an object
 * in memory and no more; what has changed is written to the changelog once before each commit,
 * which is when Kafka Streams flushes the caches of its stores. It asks for that through an
 * interface of its own internals: the price for not writing every window once a click.
 *
 * @param <T> what is kept of a window
 * @param <P> what is kept beside the windows
 */
final class TotalsStore<T, P> implements StateStore, CachedStateStore<Long, byte[]> {
    private static final long PROGRESS = Long.MIN_VALUE;
    private final KeyValueStore<Long, byte[]> saved;
    private final JavaType totalsType;
    private final JavaType progressType;
    private final NavigableMap<Long, T> windows = new TreeMap<>();
    private final Set<Long> unsaved = new HashSet<>();
    private P progress;

    TotalsStore(KeyValueStore<Long, byte[]> saved, JavaType totalsType, JavaType progressType) {
        this.saved = saved;
        this.totalsType = totalsType;
        this.progressType = progressType;
    }

    /** Takes up what the changelog has restored; called once, before the first record. */
    void load(P initialProgress) {
        windows.clear();
        unsaved.clear();
        progress = initialProgress;
        try (var entries = saved.all()) {
            entries.forEachRemaining(entry -> {
                if (entry.key == PROGRESS) {
                    progress = WindowJson.read(entry.value, progressType);
                } else {
                    windows.put(entry.key, WindowJson.read(entry.value, totalsType));
                }
            });
        }
    }

    /** The open windows, oldest first. */
    NavigableMap<Long, T> windows() {
        return windows;
    }

    /** The window that begins at {@code start}, about to be changed. */
    T change(long start, LongFunction<T> absent) {
        unsaved.add(start);
        return windows.computeIfAbsent(start, absent::apply);
    }

    void put(long start, T totals) {
        unsaved.add(start);
        windows.put(start, totals);
    }

    void remove(long start) {
        unsaved.add(start);
        windows.remove(start);
    }

    P progress() {
        return progress;
    }

    void progress(P newProgress) {
        unsaved.add(PROGRESS);
        progress = newProgress;
    }

    @Override
    public void flushCache() {
        for (var start : unsaved) {
            var value = start == PROGRESS ? progress : windows.get(start);
            saved.put(start, value == null ? null : WindowJson.write(value));
        }
        unsaved.clear();
    }

    @Override
    public void clearCache() {
        windows.clear();
        unsaved.clear();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Long, byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return saved.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        saved.init(context, root);
    }

    @Override
    public void flush() {
        saved.flush();
    }

    @Override
    public void close() {
        saved.close();
    }

    @Override
    public boolean persistent() {
        return saved.persistent();
    }

    @Override
    public boolean isOpen() {
        return saved.isOpen();
    }
}
