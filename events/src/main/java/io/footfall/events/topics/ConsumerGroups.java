package io.footfall.events.topics;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of the consumer groups of one serving version. */
public record ConsumerGroups(Topics topics) {
    private static final List<String> POINT_KINDS = List.of("traffic", "page-views", "click-counts");
    private static final List<String> DASHBOARD_CHANNELS = List.of("traffic", "click-counts", "alerts");
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** The processor's topology; also its Kafka Streams application id. */
    public String processor() {
        return "footfall-processor" + topics.suffix();
    }

    /** Writes cleaned clicks to InfluxDB. */
    public String points() {
        return "footfall-points" + topics.suffix();
    }

    /**
     * Writes totals and counts to InfluxDB.
     *
     * @param kind such as {@code traffic}
     */
    public String pointsOf(String kind) {
        return "footfall-points-" + kind + topics.suffix();
    }

    /** Evaluates the rules; all its partitions are assigned to the active replica. */
    public String alerts() {
        return "footfall-alerts" + topics.suffix();
    }

    /** The groups of the processor: its topology's, and those that write points. */
    public List<String> ofProcessor() {
        return Stream.concat(
                        Stream.of(processor(), points()), POINT_KINDS.stream().map(this::pointsOf))
                .toList();
    }

    /** All groups but those of dashboards. */
    public List<String> withFixedNames() {
        return Stream.concat(ofProcessor().stream(), Stream.of(alerts())).toList();
    }

    /**
     * Prefix of the dashboards' groups of one channel. Each instance reads everything, so the names of its groups end in
     * its random id.
     *
     * @param channel such as {@code traffic}
     */
    public String dashboardOf(String channel) {
        return "footfall-dashboard" + topics.suffix() + "-" + channel;
    }

    /** Prefixes of all groups of dashboards. */
    public List<String> dashboards() {
        return DASHBOARD_CHANNELS.stream().map(this::dashboardOf).toList();
    }

    /** Whether a dashboard of this version has a group with that name. */
    public boolean isDashboard(String group) {
        return Pattern.matches("(%s)-%s".formatted(String.join("|", dashboards()), UUID), group);
    }
}
