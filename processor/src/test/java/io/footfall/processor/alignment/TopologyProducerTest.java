package io.footfall.processor.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.processor.batch.DerivedBatch;
import io.footfall.processor.batch.DerivedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a broker, so that every record fails at once. */
class TopologyProducerTest {
    private static final Map<String, Object> NO_KAFKA = Map.of("bootstrap.servers", "localhost:1", "max.block.ms", 0);

    private final List<Exception> failures = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"clicks-cleaned", "processor-traffic-partial-changelog"})
    void kafkaStreamsLearnsOfEveryFailure(String topic) {
        send(new ProducerRecord<>(topic, 0, 1L, new byte[1], new byte[1]));

        assertThat(failures).singleElement().isInstanceOf(TimeoutException.class);
    }

    @Test
    void kafkaStreamsLearnsOfTheFailureOfEveryRecordOfABatch() {
        var derived = new DerivedRecord(null, new byte[1], 1, List.of());
        var batch = new DerivedBatch(0, new ArrayList<>(List.of(derived, derived, derived)));
        send(new ProducerRecord<>("clicks-cleaned", 0, 1L, null, new byte[0], List.<Header>of(batch)));

        assertThat(failures).hasSize(3).hasOnlyElementsOfType(TimeoutException.class);
        assertThat(batch.records()).isEmpty();
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try (var producer = new TopologyProducer(NO_KAFKA)) {
            var unused = producer.send(record, (metadata, failure) -> failures.add(failure));
        }
    }
}
