package io.footfall.processor;

import io.footfall.processor.windows.Pace;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The Kafka clients that Streams asks for: the usual ones, but for the consumer that keeps the pace and for the producer. */
final class AlignedClients implements KafkaClientSupplier {
    private final String clicks;
    private final Pace pace;

    AlignedClients(String clicks, Pace pace) {
        this.clicks = clicks;
        this.pace = pace;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
        return new AlignedConsumer(settings, clicks, pace);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
        return plainConsumer(settings);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
        return plainConsumer(settings);
    }

    private static Consumer<byte[], byte[]> plainConsumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
        return new SinkProducer(settings);
    }

    @Override
    public Admin getAdmin(Map<String, Object> settings) {
        return Admin.create(settings);
    }
}
