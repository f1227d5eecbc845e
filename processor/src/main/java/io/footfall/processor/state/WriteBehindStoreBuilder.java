package io.footfall.processor.state;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds the {@link WriteBehindStore} of each task, in memory and with a changelog; neither can be switched off. */
public record WriteBehindStoreBuilder<T, V>(
        StoreBuilder<KeyValueStore<Long, byte[]>> saved, Class<T> entry, Class<V> value)
        implements StoreBuilder<WriteBehindStore<T, V>> {
    /** Each start reads the changelog from its beginning, so it has to be compacted early. */
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", "8388608", "segment.ms", "600000", "min.cleanable.dirty.ratio", "0.1");

    /**
     * Describes a store.
     *
     * @param name of the store, and of its changelog
     */
    public static <T, V> WriteBehindStoreBuilder<T, V> named(String name, Class<T> entry, Class<V> value) {
        var saved = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Long(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
        return new WriteBehindStoreBuilder<>(saved, entry, value);
    }

    @Override
    public StoreBuilder<WriteBehindStore<T, V>> withCachingEnabled() {
        throw new UnsupportedOperationException("WriteBehindStore is its own cache");
    }

    @Override
    public StoreBuilder<WriteBehindStore<T, V>> withCachingDisabled() {
        throw new UnsupportedOperationException("WriteBehindStore is its own cache");
    }

    @Override
    public StoreBuilder<WriteBehindStore<T, V>> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException("the changelog is configured already");
    }

    @Override
    public StoreBuilder<WriteBehindStore<T, V>> withLoggingDisabled() {
        throw new UnsupportedOperationException("without a changelog a crash would lose counts");
    }

    @Override
    public WriteBehindStore<T, V> build() {
        return new WriteBehindStore<>(saved.build(), entry, value);
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
