package io.footfall.events.topics;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the names of {@link Topics} and {@link ConsumerGroups} available to {@code application.properties}: from
 * {@code footfall.serving-version} it derives {@code footfall.serving-suffix}, {@code footfall.topic.<name>} and
 * {@code footfall.group.<name>}.
 */
public final class TopicConfigSource implements ConfigSourceFactory {
    private static final int BELOW_APPLICATION_PROPERTIES = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var version = Optional.ofNullable(context.getValue("footfall.serving-version"))
                .map(ConfigValue::getValue)
                .orElse("");
        return List.of(new PropertiesConfigSource(
                names(new Topics(version)), "footfall topic names", BELOW_APPLICATION_PROPERTIES));
    }

    private static Map<String, String> names(Topics topics) {
        var groups = new ConsumerGroups(topics);
        return Map.ofEntries(
                Map.entry("footfall.serving-suffix", topics.suffix()),
                Map.entry("footfall.topic.clicks", topics.clicks()),
                Map.entry("footfall.topic.requests", topics.requests()),
                Map.entry("footfall.topic.suspicious-requests", topics.suspiciousRequests()),
                Map.entry("footfall.topic.cleaned", topics.cleaned()),
                Map.entry("footfall.topic.out-of-market", topics.outOfMarket()),
                Map.entry("footfall.topic.rejected", topics.rejected()),
                Map.entry("footfall.topic.forbidden", topics.forbidden()),
                Map.entry("footfall.topic.page-views", topics.pageViews()),
                Map.entry("footfall.topic.traffic", topics.traffic()),
                Map.entry("footfall.topic.click-counts", topics.clickCounts()),
                Map.entry("footfall.topic.partial-totals", topics.partialTotals()),
                Map.entry("footfall.topic.merge-progress", topics.mergeProgress()),
                Map.entry("footfall.topic.alerts", topics.alerts()),
                Map.entry("footfall.topic.undelivered", topics.undelivered()),
                Map.entry("footfall.topic.notifications", topics.notifications()),
                Map.entry("footfall.topic.operator-actions", topics.operatorActions()),
                Map.entry("footfall.group.processor", groups.processor()),
                Map.entry("footfall.group.points", groups.points()),
                Map.entry("footfall.group.points-traffic", groups.pointsOf("traffic")),
                Map.entry("footfall.group.points-page-views", groups.pointsOf("page-views")),
                Map.entry("footfall.group.points-click-counts", groups.pointsOf("click-counts")),
                Map.entry("footfall.group.alerts", groups.alerts()),
                Map.entry("footfall.group.dashboard-traffic", groups.dashboardOf("traffic")),
                Map.entry("footfall.group.dashboard-click-counts", groups.dashboardOf("click-counts")),
                Map.entry("footfall.group.dashboard-alerts", groups.dashboardOf("alerts")));
    }
}
