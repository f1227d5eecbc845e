package io.footfall.alerts.leader;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class AssignorGuardTest {
    private static final String CHANNEL = "mp.messaging.incoming.security.";

    @Test
    void theServiceStartsWithTheSettingsOfItsApplicationProperties() {
        var settings = applicationProperties();

        assertThatCode(() -> check(
                        settings.getProperty(CHANNEL + "group.protocol"),
                        settings.getProperty(CHANNEL + "partition.assignment.strategy")))
                .doesNotThrowAnyException();
    }

    @Test
    void theServiceRefusesToStartWithAGroupProtocolThatIgnoresTheAssignor() {
        assertThatThrownBy(() -> check("consumer", ActiveStandbyAssignor.class.getName()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mp.messaging.incoming.security.group.protocol is consumer but must be classic");
    }

    @Test
    void theServiceRefusesToStartWithAnotherAssignor() {
        assertThatThrownBy(() -> check("classic", "org.apache.kafka.clients.consumer.RangeAssignor"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("partition.assignment.strategy is")
                .hasMessageContaining("must be " + ActiveStandbyAssignor.class.getName());
    }

    @Test
    void kafkaAcceptsTheAssignorWithTheClassicProtocol() {
        var settings = new HashMap<String, Object>(Map.of(
                "bootstrap.servers", "localhost:1",
                "group.id", "group",
                "group.protocol", "classic",
                "partition.assignment.strategy", ActiveStandbyAssignor.class.getName()));

        assertThatCode(() ->
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()).close())
                .doesNotThrowAnyException();
    }

    private static void check(String groupProtocol, String assignor) {
        new AssignorGuard(groupProtocol, assignor).check(new StartupEvent());
    }

    private static Properties applicationProperties() {
        try (var file = AssignorGuardTest.class.getResourceAsStream("/application.properties")) {
            var properties = new Properties();
            properties.load(file);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
