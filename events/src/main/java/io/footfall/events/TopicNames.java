package io.footfall.events;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives a service's {@code application.properties} the names of {@link Topics}: from
 * {@code footfall.serving-version} come {@code footfall.serving-suffix} and
 * {@code footfall.topic.<name>} for each topic.
 */
public final class TopicNames implements ConfigSourceFactory {
    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var version = Optional.ofNullable(context.getValue("footfall.serving-version"))
                .map(ConfigValue::getValue)
                .orElse("");
        return List.of(new PropertiesConfigSource(names(new Topics(version)), "footfall topic names", 50));
    }

    private static Map<String, String> names(Topics topics) {
        return Map.ofEntries(
                Map.entry("footfall.serving-suffix", topics.suffix()),
                Map.entry("footfall.topic.clicks", topics.clicks()),
                Map.entry("footfall.topic.cleaned", topics.cleaned()),
                Map.entry("footfall.topic.out-of-market", topics.outOfMarket()),
                Map.entry("footfall.topic.rejected", topics.rejected()),
                Map.entry("footfall.topic.forbidden", topics.forbidden()),
                Map.entry("footfall.topic.flagged", topics.flagged()),
                Map.entry("footfall.topic.traffic", topics.traffic()),
                Map.entry("footfall.topic.partials", topics.partials()),
                Map.entry("footfall.topic.horizon", topics.horizon()),
                Map.entry("footfall.topic.alerts", topics.alerts()),
                Map.entry("footfall.topic.undelivered", topics.undelivered()),
                Map.entry("footfall.topic.notices", topics.notices()),
                Map.entry("footfall.topic.decisions", topics.decisions()));
    }
}
