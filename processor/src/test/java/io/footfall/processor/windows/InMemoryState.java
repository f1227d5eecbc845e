package io.footfall.processor.windows;

import io.footfall.processor.state.KeyedState;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** State for tests, which is saved when a test says so. */
final class InMemoryState<T, V> implements KeyedState<T, V> {
    private final NavigableMap<Long, T> entries = new TreeMap<>();
    private V value;
    private int flushes;

    InMemoryState(V value) {
        this.value = value;
    }

    @Override
    public NavigableMap<Long, T> entries() {
        return entries;
    }

    @Override
    public T modify(long number, LongFunction<T> initial) {
        return entries.computeIfAbsent(number, initial::apply);
    }

    @Override
    public void put(long number, T entry) {
        entries.put(number, entry);
    }

    @Override
    public void remove(long number) {
        entries.remove(number);
    }

    @Override
    public V value() {
        return value;
    }

    @Override
    public V modifyValue() {
        return value;
    }

    @Override
    public void setValue(V newValue) {
        value = newValue;
    }

    @Override
    public int flushes() {
        return flushes;
    }

    void flush() {
        flushes++;
    }
}
