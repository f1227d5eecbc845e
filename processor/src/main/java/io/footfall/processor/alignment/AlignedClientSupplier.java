package io.footfall.processor.alignment;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Creates the clients of Kafka Streams: an {@link AlignedConsumer} and a {@link TopologyProducer}, otherwise
 * Kafka's own. Kafka Streams uses this consumer only with the classic group protocol; {@link AlignmentGuard} checks
 * that it does.
 */
public final class AlignedClientSupplier implements KafkaClientSupplier {
    private final String clicks;
    private final WatermarkAlignment alignment;
    private final AlignmentGuard guard;

    /**
     * Creates a supplier.
     *
     * @param clicks name of the topic whose partitions are aligned
     */
    public AlignedClientSupplier(String clicks, WatermarkAlignment alignment, AlignmentGuard guard) {
        this.clicks = clicks;
        this.alignment = alignment;
        this.guard = guard;
    }

    /**
     * Creates the consumer that aligns partitions.
     *
     * @throws IllegalStateException for any group protocol but the classic one
     */
    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
        var protocol = settings.getOrDefault(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
        if (!GroupProtocol.CLASSIC.name().equalsIgnoreCase(protocol.toString())) {
            throw new IllegalStateException(
                    "kafka-streams.group.protocol and kafka-streams.consumer.group.protocol must be classic, not "
                            + protocol);
        }
        return new AlignedConsumer(settings, clicks, alignment, guard);
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
        return new TopologyProducer(settings);
    }

    @Override
    public Admin getAdmin(Map<String, Object> settings) {
        return Admin.create(settings);
    }
}
