package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.events.Json;
import io.footfall.events.topics.TopicReader;
import io.footfall.sandbox.RunningSandbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The clicks that ingest has written. Each is read once, however often a test looks for those it waits for. */
final class ArrivingClicks {
    private static final String TOPIC = "clicks";

    private final TopicReader reader;
    private final List<JsonNode> clicks = new ArrayList<>();
    private final Map<TopicPartition, Long> read = new HashMap<>();

    ArrivingClicks(String bootstrapServers) {
        reader = new TopicReader(Map.of("bootstrap.servers", bootstrapServers), PATIENCE);
    }

    /** Those of each partition in order. Fails if one does not follow its schema. */
    List<JsonNode> soFar() {
        try {
            if (read.isEmpty()) {
                read.putAll(reader.beginnings(reader.partitions(List.of(TOPIC))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        var ends = reader.ends(read.keySet());
        if (!ends.equals(read)) {
            var arrived = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            reader.read(read, ends, arrived::add);
            read.putAll(ends);
            RunningSandbox.validated(arrived).forEach(record -> clicks.add(Json.read(record.value(), JsonNode.class)));
        }
        return List.copyOf(clicks);
    }
}
