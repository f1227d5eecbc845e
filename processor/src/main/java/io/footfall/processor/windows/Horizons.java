package io.footfall.processor.windows;

import io.footfall.processor.state.StateJson;
import java.util.Arrays;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The newest {@link Horizon} of one kind of windows, which every replica hears from the merge through a topic. */
public final class Horizons {
    private static final String STORE = "horizons";

    private final KeyValueStore<String, byte[]> byKind;
    private final String kind;
    private byte[] read = {};
    private Horizon newest = Horizon.NONE;

    Horizons(ProcessorContext<?, ?> context, String kind) {
        this.byKind = context.getStateStore(STORE);
        this.kind = kind;
    }

    /** Has every replica keep what the topic says, by kind of windows. */
    public static void addTo(Topology topology, String topic) {
        var store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled();
        topology.addGlobalStore(
                store,
                "horizons-in",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topic,
                "keep",
                Keeper::new);
    }

    Horizon newest() {
        var value = byKind.get(kind);
        if (value != null && !Arrays.equals(value, read)) {
            read = value;
            newest = StateJson.read(value, Horizon.class);
        }
        return newest;
    }

    private static final class Keeper extends ContextualProcessor<String, byte[], Void, Void> {
        @Override
        public void process(Record<String, byte[]> horizon) {
            context().<KeyValueStore<String, byte[]>>getStateStore(STORE).put(horizon.key(), horizon.value());
        }
    }
}
