package io.footfall.benchmarks.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.streaming.StreamingQueryListener;

/** Commits the offsets of each query to Kafka after each of its batches, so that it can be followed like a consumer. */
@SuppressWarnings("serial") // Spark never serializes a listener
final class OffsetCommitter extends StreamingQueryListener implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Map<Integer, Long>>> OFFSETS = new TypeReference<>() {};

    private final Admin admin;

    OffsetCommitter(String bootstrapServers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {}

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        try {
            var done = new HashMap<TopicPartition, OffsetAndMetadata>();
            for (var source : event.progress().sources()) {
                JSON.readValue(source.endOffset(), OFFSETS)
                        .forEach((topic, offsets) -> offsets.forEach((partition, offset) ->
                                done.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset))));
            }
            admin.alterConsumerGroupOffsets(event.progress().name(), done).all().get();
        } catch (JsonProcessingException | ExecutionException e) {
            throw new IllegalStateException(
                    "Kafka has not accepted the offsets of " + event.progress().name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {}

    @Override
    public void close() {
        admin.close();
    }
}
