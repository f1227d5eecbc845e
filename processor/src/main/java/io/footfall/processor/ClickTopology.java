package io.footfall.processor;

import io.footfall.events.Topics;
import io.footfall.events.Window;
import io.footfall.processor.clean.Judge;
import io.footfall.processor.security.FlaggedTotals;
import io.footfall.processor.security.ForbiddenPaths;
import io.footfall.processor.traffic.TrafficTotals;
import io.footfall.processor.windows.JudgedClick;
import io.footfall.processor.windows.MergedTotals;
import io.footfall.processor.windows.PartialDeserializer;
import io.footfall.processor.windows.PartialTotals;
import io.footfall.processor.windows.Timing;
import io.footfall.processor.windows.WindowKind;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * The whole way of a click, on one page: judged, routed to the topic of its verdict, and counted.
 *
 * <pre>
 * clicks ─ route ─┬─ clicks-cleaned, clicks-out-of-market, clicks-rejected, clicks-calculated-forbidden
 *                 └─ count by partition ─ clicks-partial-totals ─ merge ─┬─ clicks-calculated-ddos
 *                                                                       └─ clicks-calculated-traffic
 * </pre>
 *
 * A click that is clean, in the market or not, counts in the 30 s windows that security looks at;
 * one of the market counts in the 10 s windows of traffic too, where those of bots are counted apart.
 */
final class ClickTopology {
    static final String CLEANED = "cleaned";
    static final String OUT_OF_MARKET = "out-of-market";
    static final String REJECTED = "rejected";
    static final String FORBIDDEN = "forbidden";
    static final String FLAGGED_PARTIAL = "flagged-partial";
    static final String TRAFFIC_PARTIAL = "traffic-partial";

    private static final WindowKind<FlaggedTotals> FLAGGED = new WindowKind<>(
            "flagged",
            Window.FLAGGED,
            FlaggedTotals.class,
            FlaggedTotals::new,
            (totals, visitorId, judged) -> totals.add(judged.click(), judged.inMarket()),
            late -> {}, // told once, by the traffic windows
            FlaggedTotals::add,
            FlaggedTotals::of);

    private static final WindowKind<TrafficTotals> TRAFFIC = new WindowKind<>(
            "traffic",
            Window.TRAFFIC,
            TrafficTotals.class,
            TrafficTotals::new,
            ClickTopology::addTraffic,
            TrafficTotals::addLate,
            TrafficTotals::add,
            TrafficTotals::of);

    private ClickTopology() {}

    /**
     * Describes the topology.
     *
     * @param partitions of {@code clicks}: totals are final when that many have passed a window
     */
    static Topology of(Topics topics, Judge judge, ForbiddenPaths forbiddenPaths, Timing timing, int partitions) {
        var topology = new Topology();
        var bytes = new ByteArrayDeserializer();
        topology.addSource("clicks", bytes, bytes, topics.clicks());
        topology.addProcessor("route", () -> new ClickRouter(judge, forbiddenPaths), "clicks");
        addRoute(topology, CLEANED, topics.cleaned());
        addRoute(topology, OUT_OF_MARKET, topics.outOfMarket());
        addRoute(topology, REJECTED, topics.rejected());
        addRoute(topology, FORBIDDEN, topics.forbidden());

        topology.addProcessor(FLAGGED_PARTIAL, PartialTotals.of(FLAGGED, timing), "route");
        topology.addProcessor(TRAFFIC_PARTIAL, PartialTotals.of(TRAFFIC, timing), "route");
        addSink(topology, "partials-out", topics.partials(), FLAGGED_PARTIAL, TRAFFIC_PARTIAL);

        topology.addSource("partials", bytes, new PartialDeserializer(), topics.partials());
        topology.addProcessor("flagged-merged", MergedTotals.of(FLAGGED, timing, partitions), "partials");
        topology.addProcessor("traffic-merged", MergedTotals.of(TRAFFIC, timing, partitions), "partials");
        addSink(topology, "flagged", topics.flagged(), "flagged-merged");
        addSink(topology, "traffic", topics.traffic(), "traffic-merged");
        return topology;
    }

    private static void addTraffic(TrafficTotals totals, byte[] visitorId, JudgedClick judged) {
        if (judged.bot()) {
            totals.addBot();
        } else {
            totals.add(visitorId, judged.click());
        }
    }

    private static void addRoute(Topology topology, String name, String topic) {
        topology.addSink(name, topic, new ByteArraySerializer(), Routed.serializer(), Routed.partitioner(), "route");
    }

    private static void addSink(Topology topology, String name, String topic, String... parents) {
        var bytes = new ByteArraySerializer();
        topology.addSink(name, topic, bytes, bytes, parents);
    }
}
