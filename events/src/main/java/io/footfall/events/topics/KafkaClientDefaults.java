package io.footfall.events.topics;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Defaults of all Kafka clients of all services, where Kafka's own are too patient. A broker that is started again in a
 * container has another address, and connections to the old one do not fail: they get no answer. With these settings a
 * client has left the old address and connected to the new one within 5 s.
 */
public final class KafkaClientDefaults implements ConfigSourceFactory {
    private static final int BELOW_APPLICATION_PROPERTIES = 50;
    private static final Map<String, String> SETTINGS = Map.of(
            // Both are the same, or the time-out doubles with each failure.
            "kafka.socket.connection.setup.timeout.ms", "2000",
            "kafka.socket.connection.setup.timeout.max.ms", "2000",
            "kafka.reconnect.backoff.max.ms", "500",
            "kafka.request.timeout.ms", "5000",
            // What arrives within that time over a slow connection, too.
            "kafka.fetch.max.bytes", "8388608",
            // A connection that is closed is opened anew within these times; one that is kept has to fail first.
            "kafka.connections.max.idle.ms", "30000");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return List.of(new PropertiesConfigSource(
                SETTINGS, "footfall defaults of Kafka clients", BELOW_APPLICATION_PROPERTIES));
    }
}
