package io.footfall.benchmarks.clicks;

import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;

import io.footfall.events.Headers;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts the clicks of a source into the log, as fast as it takes them. */
public final class LogFiller implements AutoCloseable {
    private final ClickSource source;
    private final String topic = new Topics("").clicks();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final KafkaProducer<byte[], byte[]> producer;

    public LogFiller(String bootstrapServers, ClickSource source) {
        this.source = source;
        producer = new KafkaProducer<>(
                Map.of(
                        BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        LINGER_MS_CONFIG,
                        20,
                        BATCH_SIZE_CONFIG,
                        131_072),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends so many clicks, or as many as there are, and waits until the log has them. */
    public void send(long clicks) throws IOException {
        for (var sent = 0L; sent < clicks && source.hasNext(); sent++) {
            var click = source.next();
            var unused = producer.send(record(click), (place, problem) -> {
                if (problem != null) {
                    failure.compareAndSet(null, problem);
                }
            });
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IOException("the log cannot be filled", failure.get());
        }
    }

    private ProducerRecord<byte[], byte[]> record(MadeClick click) {
        var headers =
                click.bot() == null ? List.<Header>of() : List.<Header>of(new RecordHeader(Headers.BOT, click.bot()));
        return new ProducerRecord<>(topic, click.partition(), click.logTime(), click.key(), click.value(), headers);
    }

    @Override
    public void close() {
        producer.close();
    }
}
