package io.footfall.processor.state;

import java.util.NavigableMap;
import java.util.function.LongFunction;

/**
 * Objects by number, and one value beside them, that survive a restart. Counters use this interface, which does
 * not depend on Kafka. An object that is changed in place is saved only if it comes from {@link #modify} or
 * {@link #modifyValue}.
 *
 * @param <T> the objects
 * @param <V> the value
 */
public interface KeyedState<T, V> {
    /** All objects by number; not to be changed through this map. */
    NavigableMap<Long, T> entries();

    /**
     * The object of that number, which the caller may change until the next {@link #flushes}.
     *
     * @param initial creates it if there is none
     */
    T modify(long number, LongFunction<T> initial);

    void put(long number, T entry);

    void remove(long number);

    V value();

    /** The value, which the caller may change until the next {@link #flushes}. */
    V modifyValue();

    void setValue(V value);

    /** How often changes have been saved. */
    int flushes();
}
