package io.footfall.events.topics;

import java.util.List;

/** Names of the consumer groups of one serving version. */
public record ConsumerGroups(Topics topics) {
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

    /** All groups but those of dashboards. */
    public List<String> withFixedNames() {
        return List.of(
                processor(), points(), pointsOf("traffic"), pointsOf("page-views"), pointsOf("click-counts"), alerts());
    }

    /** Prefix of the dashboards' groups: each instance has groups of its own and reads everything. */
    public String dashboard() {
        return "footfall-dashboard" + topics.suffix();
    }
}
