package io.footfall.processor.alignment;

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

/** Reads the newest {@link MergeProgress} of one kind of windows from a global store, which every replica has. */
public final class MergeProgressReader {
    private static final String STORE = "merge-progress-by-kind";

    private final KeyValueStore<String, byte[]> byKind;
    private final String kind;
    private byte[] json = {};
    private MergeProgress newest = MergeProgress.NONE;

    /**
     * Creates a reader for one task.
     *
     * @param kind of windows
     */
    public MergeProgressReader(ProcessorContext<?, ?> context, String kind) {
        this.byKind = context.getStateStore(STORE);
        this.kind = kind;
    }

    /** Adds the global store, which keeps the newest record of each key of the topic. */
    public static void addStore(Topology topology, String topic) {
        var store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled();
        topology.addGlobalStore(
                store,
                "merge-progress-source",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topic,
                "update-merge-progress",
                Updater::new);
    }

    public MergeProgress newest() {
        var value = byKind.get(kind);
        if (value != null && !Arrays.equals(value, json)) {
            json = value;
            newest = StateJson.read(value, MergeProgress.class);
        }
        return newest;
    }

    private static final class Updater extends ContextualProcessor<String, byte[], Void, Void> {
        @Override
        public void process(Record<String, byte[]> progress) {
            context().<KeyValueStore<String, byte[]>>getStateStore(STORE).put(progress.key(), progress.value());
        }
    }
}
