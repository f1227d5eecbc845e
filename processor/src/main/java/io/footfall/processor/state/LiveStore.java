package io.footfall.processor.state;

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
 * Live objects of one task by number, windows by their start for one, and the task's progress. A
 * click changes an object in memory and no more; what has changed is written to the changelog once
 * before each commit, which is when Kafka Streams flushes the caches of its stores. It asks for that
 * through an interface of its own internals: the price for not writing every object once a click.
 *
 * @param <T> what is kept by number
 * @param <P> what is kept beside it
 */
public final class LiveStore<T, P> implements StateStore, CachedStateStore<Long, byte[]> {
    private static final long PROGRESS = Long.MIN_VALUE;
    private final KeyValueStore<Long, byte[]> saved;
    private final Class<T> entryType;
    private final Class<P> progressType;
    private final NavigableMap<Long, T> entries = new TreeMap<>();
    private final Set<Long> unsaved = new HashSet<>();
    private P progress;
    private boolean isProgressUnsaved;
    private int saves;

    LiveStore(KeyValueStore<Long, byte[]> saved, Class<T> entryType, Class<P> progressType) {
        this.saved = saved;
        this.entryType = entryType;
        this.progressType = progressType;
    }

    /** Takes up what the changelog has restored; called once, before the first record. */
    public void load(P initialProgress) {
        entries.clear();
        unsaved.clear();
        isProgressUnsaved = false;
        progress = initialProgress;
        try (var all = saved.all()) {
            all.forEachRemaining(entry -> {
                if (entry.key == PROGRESS) {
                    progress = StateJson.read(entry.value, progressType);
                } else {
                    entries.put(entry.key, StateJson.read(entry.value, entryType));
                }
            });
        }
    }

    /** All of them by number. */
    public NavigableMap<Long, T> entries() {
        return entries;
    }

    /** The one of that number, about to be changed. */
    public T change(long number, LongFunction<T> absent) {
        unsaved.add(number);
        return entries.computeIfAbsent(number, absent::apply);
    }

    public void put(long number, T entry) {
        unsaved.add(number);
        entries.put(number, entry);
    }

    public void remove(long number) {
        unsaved.add(number);
        entries.remove(number);
    }

    public P progress() {
        return progress;
    }

    /** The progress, about to be changed. */
    public P changeProgress() {
        isProgressUnsaved = true;
        return progress;
    }

    public void progress(P newProgress) {
        isProgressUnsaved = true;
        progress = newProgress;
    }

    /** How often what had changed was saved: an object that has been {@link #change}d counts as changed until then. */
    public int saves() {
        return saves;
    }

    @Override
    public void flushCache() {
        saves++;
        for (var number : unsaved) {
            save(number, entries.get(number));
        }
        unsaved.clear();
        if (isProgressUnsaved) {
            isProgressUnsaved = false;
            save(PROGRESS, progress);
        }
    }

    private void save(long number, Object value) {
        saved.put(number, value == null ? null : StateJson.write(value));
    }

    @Override
    public void clearCache() {
        saves++;
        entries.clear();
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
