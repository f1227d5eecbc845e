package io.footfall.alerts.leader;

import io.footfall.alerts.evaluation.SecurityEventDecoder;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Receives the records that the rules are evaluated on. A batch is acknowledged once its alerts are written. A batch
 * that fails is not skipped: the channel stops and the service is no longer live.
 */
@ApplicationScoped
class SecurityChannel {
    private final SecurityEventDecoder decoder;
    private final LeaderLoop loop;

    SecurityChannel(SecurityEventDecoder decoder, LeaderLoop loop) {
        this.decoder = decoder;
        this.loop = loop;
    }

    @Incoming("security")
    @Blocking("rules")
    void receive(ConsumerRecords<byte[], byte[]> records) {
        loop.process(StreamSupport.stream(records.spliterator(), false)
                .map(decoder::decode)
                .flatMap(Optional::stream)
                .toList());
    }
}
