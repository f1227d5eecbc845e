package io.footfall.processor.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlignedClientSupplierTest {
    private static final Map<String, Object> KAFKA =
            Map.of("bootstrap.servers", "localhost:1", "group.id", "test", "group.protocol", "classic");

    private final AlignedClientSupplier supplier =
            new AlignedClientSupplier("clicks", new WatermarkAlignment(1), new AlignmentGuard());

    @Test
    void kafkaStreamsGetsTheConsumerThatAlignsPartitions() {
        try (var consumer = supplier.getConsumer(KAFKA)) {
            assertThat(consumer).isInstanceOf(AlignedConsumer.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "streams"})
    void anyOtherGroupProtocolIsAnErrorThatNamesTheSetting(String protocol) {
        assertThatIllegalStateException()
                .isThrownBy(() -> supplier.getConsumer(Map.of("group.protocol", protocol)))
                .withMessageContaining("kafka-streams.group.protocol")
                .withMessageEndingWith("must be classic, not " + protocol);
    }
}
