package io.footfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.broker.LocalBroker;
import io.footfall.testing.Patience;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The producer of clicks, with the settings of the service, while nobody clicks. */
class IdleProducerTest {
    private static final String CHANNEL = "mp.messaging.outgoing.clicks.";
    /** One interval of metadata and one time-out of a request, and some time for both to begin. */
    private static final Duration NOTICED = Patience.promised(Duration.ofSeconds(10));

    @Test
    void leavesABrokerThatDoesNotAnswerAnyMore() throws Exception {
        try (var broker = new LocalBroker();
                var producer = new KafkaProducer<>(
                        settings(broker.network().address()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("clicks", new byte[] {1})).get();
            var closed = closedConnections(producer);

            broker.network().cut();

            await().atMost(NOTICED).until(() -> closedConnections(producer) > closed);
            broker.network().heal();
            assertThat(producer.send(new ProducerRecord<>("clicks", new byte[] {2}))
                            .get()
                            .hasOffset())
                    .isTrue();
        }
    }

    private static Map<String, Object> settings(String servers) throws Exception {
        var properties = IdleProducerTest.class.getResource("/application.properties");
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredSources()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties))
                .build();
        var settings = new HashMap<String, Object>();
        for (var name : config.getPropertyNames()) {
            var key = name.startsWith(CHANNEL)
                    ? name.substring(CHANNEL.length())
                    : name.startsWith("kafka.") ? name.substring("kafka.".length()) : "";
            if (ProducerConfig.configNames().contains(key) && !key.endsWith("serializer")) {
                settings.put(key, config.getValue(name, String.class));
            }
        }
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        // This test waits for the topic's metadata; the service answers 503 instead.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000);
        // Otherwise the connection would be closed for another reason.
        settings.put(ProducerConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG, 3_600_000);
        return settings;
    }

    private static double closedConnections(KafkaProducer<?, ?> producer) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-close-total"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
    }
}
