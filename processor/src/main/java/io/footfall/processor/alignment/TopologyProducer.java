package io.footfall.processor.alignment;

import io.footfall.processor.batch.DerivedBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Producer of Kafka Streams that saves what it does for every record. It sends the records of a {@link DerivedBatch} in its
 * place. It looks up the partitions of each topic once: after partitions have been added to a topic the service must be
 * restarted, as for those of {@code clicks}. It reports success for changelogs only, whose offsets Kafka Streams needs;
 * for other topics it would only count the record. Failures are always reported. Used by one thread.
 */
final class TopologyProducer extends KafkaProducer<byte[], byte[]> {
    private static final String CHANGELOG = "-changelog";

    private final Map<String, List<PartitionInfo>> partitions = new HashMap<>();

    TopologyProducer(Map<String, Object> settings) {
        super(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return partitions.computeIfAbsent(topic, super::partitionsFor);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        if (record.topic().endsWith(CHANGELOG)) {
            return super.send(record, callback);
        }
        Callback onFailure = (metadata, failure) -> {
            if (failure != null) {
                callback.onCompletion(metadata, failure);
            }
        };
        var batch = DerivedBatch.in(record.headers());
        return batch == null ? super.send(record, onFailure) : sendAll(record, batch, onFailure);
    }

    private Future<RecordMetadata> sendAll(
            ProducerRecord<byte[], byte[]> place, DerivedBatch batch, Callback onFailure) {
        Future<RecordMetadata> last = null;
        for (var derived : batch.records()) {
            var record = new ProducerRecord<>(
                    place.topic(),
                    place.partition(),
                    derived.timestamp(),
                    derived.key(),
                    derived.value(),
                    derived.headers());
            last = super.send(record, onFailure);
        }
        batch.sent();
        return last;
    }
}
