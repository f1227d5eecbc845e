package io.footfall.alerts.state;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.alerts.AlertsConfig;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.events.topics.Topics;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertsViewConsumerTest {
    @Test
    void ifKafkaDoesNotAnswerTheErrorNamesBrokersTopicsAndSettings() {
        var config = new SmallRyeConfigBuilder()
                .withMapping(AlertsConfig.class)
                .withSources(new PropertiesConfigSource(Map.of("footfall.alerts.start-timeout", "PT1S"), "test", 100))
                .build()
                .getConfigMapping(AlertsConfig.class);
        var consumer = new AlertsViewConsumer(
                new AlertsView(new OperatorActions()),
                Map.of("bootstrap.servers", "localhost:1"),
                new Topics("v2"),
                config);

        assertThatThrownBy(() -> consumer.start(new StartupEvent()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Kafka at localhost:1 (kafka.bootstrap.servers)")
                .hasMessageContaining("alerts-v2, alerts-notices-v2, alerts-decisions-v2")
                .hasMessageContaining("within PT1S (footfall.alerts.start-timeout)");
    }
}
