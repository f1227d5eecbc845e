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
 * State store that keeps objects in memory and writes those that have changed to its changelog once before each commit,
 * instead of once a click.
 *
 * <p>Kafka Streams flushes the caches of its stores at that moment, through {@code CachedStateStore}. That interface is
 * internal to Kafka Streams, and this is its only use: {@code WriteBehindStoreTest} fails if a new version no longer
 * calls it. All methods of {@code StateStore} and {@code CachedStateStore} are called by Kafka Streams only; the processors
 * use {@link #load} and {@link KeyedState}.
 */
public final class WriteBehindStore<T, V> implements KeyedState<T, V>, StateStore, CachedStateStore<Long, byte[]> {
    private static final long VALUE_KEY = Long.MIN_VALUE;

    private final KeyValueStore<Long, byte[]> saved;
    private final Class<T> entryType;
    private final Class<V> valueType;
    private final NavigableMap<Long, T> entries = new TreeMap<>();
    private final Set<Long> unsaved = new HashSet<>();
    private V value;
    private boolean isValueUnsaved;
    private int flushes;

    WriteBehindStore(KeyValueStore<Long, byte[]> saved, Class<T> entryType, Class<V> valueType) {
        this.saved = saved;
        this.entryType = entryType;
        this.valueType = valueType;
    }

    /** Reads what has been restored from the changelog; to be called once, before the first record. */
    public void load(V initialValue) {
        entries.clear();
        unsaved.clear();
        isValueUnsaved = false;
        value = initialValue;
        try (var all = saved.all()) {
            all.forEachRemaining(entry -> {
                if (entry.key == VALUE_KEY) {
                    value = StateJson.read(entry.value, valueType);
                } else {
                    entries.put(entry.key, StateJson.read(entry.value, entryType));
                }
            });
        }
    }

    @Override
    public NavigableMap<Long, T> entries() {
        return entries;
    }

    @Override
    public T modify(long number, LongFunction<T> initial) {
        unsaved.add(number);
        return entries.computeIfAbsent(number, initial::apply);
    }

    @Override
    public void put(long number, T entry) {
        unsaved.add(number);
        entries.put(number, entry);
    }

    @Override
    public void remove(long number) {
        unsaved.add(number);
        entries.remove(number);
    }

    @Override
    public V value() {
        return value;
    }

    @Override
    public V modifyValue() {
        isValueUnsaved = true;
        return value;
    }

    @Override
    public void setValue(V newValue) {
        isValueUnsaved = true;
        value = newValue;
    }

    @Override
    public int flushes() {
        return flushes;
    }

    @Override
    public void flushCache() {
        flushes++;
        for (var number : unsaved) {
            save(number, entries.get(number));
        }
        unsaved.clear();
        if (isValueUnsaved) {
            isValueUnsaved = false;
            save(VALUE_KEY, value);
        }
    }

    private void save(long number, Object object) {
        saved.put(number, object == null ? null : StateJson.write(object));
    }

    @Override
    public void clearCache() {
        flushes++;
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
