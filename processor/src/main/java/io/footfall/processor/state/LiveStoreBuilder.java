package io.footfall.processor.state;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes a {@link LiveStore} for each task, in memory and with a changelog, which is not up for choice. */
public record LiveStoreBuilder<T, P>(StoreBuilder<KeyValueStore<Long, byte[]>> saved, Class<T> entry, Class<P> progress)
        implements StoreBuilder<LiveStore<T, P>> {
    /** The changelog is read from its beginning on every start: it must not grow long before it is compacted. */
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", "8388608", "segment.ms", "600000", "min.cleanable.dirty.ratio", "0.1");

    /**
     * Describes a store.
     *
     * @param name of the store, and of its changelog
     */
    public static <T, P> LiveStoreBuilder<T, P> named(String name, Class<T> entry, Class<P> progress) {
        var saved = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Long(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
        return new LiveStoreBuilder<>(saved, entry, progress);
    }

    @Override
    public StoreBuilder<LiveStore<T, P>> withCachingEnabled() {
        throw new UnsupportedOperationException("the store is its own cache");
    }

    @Override
    public StoreBuilder<LiveStore<T, P>> withCachingDisabled() {
        throw new UnsupportedOperationException("the store is its own cache");
    }

    @Override
    public StoreBuilder<LiveStore<T, P>> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException("the changelog is set up already");
    }

    @Override
    public StoreBuilder<LiveStore<T, P>> withLoggingDisabled() {
        throw new UnsupportedOperationException("without its changelog a crash would lose counts");
    }

    @Override
    public LiveStore<T, P> build() {
        return new LiveStore<>(saved.build(), entry, progress);
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
