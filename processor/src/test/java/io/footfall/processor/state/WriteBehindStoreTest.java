package io.footfall.processor.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs in Kafka Streams, because the store depends on an internal interface of it. */
class WriteBehindStoreTest {
    private WriteBehindStore<Counter, Long> store;
    private final TopologyTestDriver driver = new TopologyTestDriver(topology(), settings());

    static final class Counter {
        private long count;
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void kafkaStreamsSavesWhatHasChangedBeforeEachCommit() {
        send("a");
        assertThat(saved()).containsExactlyInAnyOrder("1={\"count\":1}", "value=1");

        send("b");
        assertThat(saved()).containsExactlyInAnyOrder("1={\"count\":2}", "value=2");
    }

    @Test
    void whatHasNotChangedIsNotSavedAgain() {
        send("a");
        saved();
        var flushes = store.flushes();
        send("nothing");

        assertThat(saved()).isEmpty();
        assertThat(store.flushes()).isGreaterThan(flushes);
    }

    @Test
    void savedStateIsLoadedAgain() {
        send("a");
        store.modify(1, absent -> new Counter()).count = 100; // not saved
        store.load(0L);

        assertThat(store.entries()).containsOnlyKeys(1L);
        assertThat(store.entries().get(1L).count).isEqualTo(1);
        assertThat(store.value()).isEqualTo(1L);
    }

    /** The test driver commits after each record. */
    private void send(String value) {
        driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(value.getBytes(UTF_8));
    }

    private List<String> saved() {
        return driver
                .createOutputTopic("test-counters-changelog", new LongDeserializer(), new ByteArrayDeserializer())
                .readKeyValuesToList()
                .stream()
                .map(entry ->
                        (entry.key == Long.MIN_VALUE ? "value" : entry.key) + "=" + new String(entry.value, UTF_8))
                .collect(Collectors.toList());
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.putAll(
                Map.of(StreamsConfig.APPLICATION_ID_CONFIG, "test", StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1"));
        return settings;
    }

    private Topology topology() {
        var bytes = new ByteArrayDeserializer();
        return new Topology().addSource("in", bytes, bytes, "in").addProcessor("count", supplier(), "in");
    }

    private ProcessorSupplier<byte[], byte[], Void, Void> supplier() {
        return new ProcessorSupplier<>() {
            @Override
            public Counting get() {
                return new Counting();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(WriteBehindStoreBuilder.named("counters", Counter.class, Long.class));
            }
        };
    }

    private final class Counting extends ContextualProcessor<byte[], byte[], Void, Void> {
        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            store = context.getStateStore("counters");
            store.load(0L);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (!new String(record.value(), UTF_8).equals("nothing")) {
                store.modify(1, absent -> new Counter()).count++;
                store.setValue(store.value() + 1);
            }
        }
    }
}
