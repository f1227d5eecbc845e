package io.footfall.processor.windows;

import com.fasterxml.jackson.databind.JavaType;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes a {@link TotalsStore} for each task, in memory and with a changelog, which is not up for choice. */
record TotalsStoreBuilder<T, P>(StoreBuilder<KeyValueStore<Long, byte[]>> saved, JavaType totals, JavaType progress)
        implements StoreBuilder<TotalsStore<T, P>> {
    /** The changelog is read from its beginning on every start: it must not grow long before it is compacted. */
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", "8388608", "segment.ms", "600000", "min.cleanable.dirty.ratio", "0.1");

    static <T, P> TotalsStoreBuilder<T, P> named(String name, JavaType totals, JavaType progress) {
        var saved = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Long(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
        return new TotalsStoreBuilder<>(saved, totals, progress);
    }

    @Override
    public StoreBuilder<TotalsStore<T, P>> withCachingEnabled() {
        throw new UnsupportedOperationException("the store is its own cache");
    }

    @Override
    public StoreBuilder<TotalsStore<T, P>> withCachingDisabled() {
        throw new UnsupportedOperationException("the store is its own cache");
    }

    @Override
    public StoreBuilder<TotalsStore<T, P>> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException("the changelog is set up already");
    }

    @Override
    public StoreBuilder<TotalsStore<T, P>> withLoggingDisabled() {
        throw new UnsupportedOperationException("without its changelog a crash would lose counts");
    }

    @Override
    public TotalsStore<T, P> build() {
        return new TotalsStore<>(saved.build(), totals, progress);
    }

    @Override
    public Map<String, String> logConfig() {
        return saved.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return saved.loggingEnabled();
    }

    @Override
    public String name() {
        return saved.name();
    }
}
