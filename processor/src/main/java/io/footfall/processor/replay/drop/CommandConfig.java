package io.footfall.processor.replay.drop;

import io.footfall.processor.replay.version.ServingVersion;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Settings for a command, which runs without Quarkus: {@code application.properties}, overridden by the environment. */
final class CommandConfig {
    private static final String KAFKA = "kafka.";
    private static final int FILE_ORDINAL = 250;

    private final SmallRyeConfig settings;

    private CommandConfig(SmallRyeConfig settings) {
        this.settings = settings;
    }

    static CommandConfig read() throws IOException {
        var loader = CommandConfig.class.getClassLoader();
        return new CommandConfig(new SmallRyeConfigBuilder()
                .forClassLoader(loader)
                .addDefaultInterceptors()
                .addDiscoveredSources()
                .addDefaultSources()
                .withSources(new PropertiesConfigSource(loader.getResource("application.properties"), FILE_ORDINAL))
                .build());
    }

    /** Settings of Kafka clients: every {@code kafka.*}, as the service gives them to its own clients. */
    Map<String, Object> kafka() {
        var kafka = new HashMap<String, Object>();
        for (var name : settings.getPropertyNames()) {
            var property = name.toLowerCase(Locale.ROOT).replace('_', '.');
            if (property.startsWith(KAFKA)) {
                settings.getOptionalValue(name, String.class)
                        .ifPresent(value -> kafka.put(property.substring(KAFKA.length()), value));
            }
        }
        return kafka;
    }

    InfluxBucket bucket(ServingVersion version) {
        return new InfluxBucket(
                value("influxdb.url").orElseThrow(),
                value("influxdb.token"),
                value("influxdb.org").orElseThrow(),
                value("influxdb.bucket").orElseThrow() + version.topics().suffix());
    }

    private Optional<String> value(String name) {
        return settings.getOptionalValue(name, String.class);
    }
}
