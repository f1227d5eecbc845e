package io.footfall.ingest;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.footfall.broker.LocalBroker;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestLimitsTest {
    private static final int MEBIBYTE = 1_048_576;
    private static final int BUFFER = 64 * MEBIBYTE;

    @Test
    void theLimitsOfTheDefaultsFit() {
        assertThatCode(() -> limits(Map.of(), MEBIBYTE, BUFFER, "nowhere")).doesNotThrowAnyException();
        assertThatCode(() -> limits(Map.of("footfall.ingest.max-click-size", "900000"), MEBIBYTE, BUFFER, "nowhere"))
                .doesNotThrowAnyException();
    }

    @Test
    void aClickThatTheProducerCannotSendStopsTheServiceAndNamesBothSettings() {
        assertThatThrownBy(() -> limits(Map.of("footfall.ingest.max-click-size", "200000"), 200_500, BUFFER, "nowhere"))
                .hasMessage("mp.messaging.outgoing.clicks.max.request.size is 200500, but must be at least 201024, that"
                        + " is 1024 more than footfall.ingest.max-click-size");
    }

    @Test
    void aBodyThatNeverFitsIntoTheProducersBufferStopsTheServiceAndNamesBothSettings() {
        assertThatThrownBy(() -> limits(Map.of(), MEBIBYTE, MEBIBYTE, "nowhere"))
                .hasMessage("mp.messaging.outgoing.clicks.buffer.memory is 1048576, but must be at least 1049600, that"
                        + " is 1024 more than footfall.ingest.max-body-size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-clicks    | 3000    | 2000 because of footfall.ingest.client-burst",
                "max-body-size | 3000000 | 2047999 because of footfall.ingest.client-burst in KiB",
            })
    void aRequestThatItsSenderCouldNeverSendStopsTheService(String limit, String value, String most) {
        assertThatThrownBy(() -> limits(Map.of("footfall.ingest." + limit, value), MEBIBYTE, BUFFER, "nowhere"))
                .hasMessage("footfall.ingest.%s is %s, but must be at most %s", limit, value, most);
    }

    @Test
    void aTopicThatDoesNotTakeTheLargestClickIsRefusedUntilItsOperatorRaisesTheLimit() throws Exception {
        try (var broker = new LocalBroker()) {
            var limits = limits(Map.of(), MEBIBYTE, BUFFER, broker.address());
            limits.checkTopic().await().atMost(PATIENCE);
            assertThat(limits.problem()).isEmpty();

            setMaxMessageBytes(broker, 66_000);

            // A broker learns of its controller's settings a moment later.
            await().atMost(PATIENCE).untilAsserted(() -> assertThatThrownBy(
                            () -> limits.checkTopic().await().atMost(PATIENCE))
                    .hasMessage("max.message.bytes of topic clicks is 66000, but must be at least 66560, that is"
                            + " 1024 more than footfall.ingest.max-click-size"));
            assertThat(limits.problem()).isPresent();

            setMaxMessageBytes(broker, 66_560);

            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IllegalStateException.class)
                    .untilAsserted(() -> {
                        limits.checkTopic().await().atMost(PATIENCE);
                        assertThat(limits.problem()).isEmpty();
                    });
        }
    }

    private static void setMaxMessageBytes(LocalBroker broker, int bytes) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "clicks"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static IngestLimits limits(
            Map<String, String> settings, int maxRequestSize, long bufferMemory, String kafka) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(IngestConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(IngestConfig.class);
        return new IngestLimits(config, maxRequestSize, bufferMemory, Map.of("bootstrap.servers", kafka));
    }
}
