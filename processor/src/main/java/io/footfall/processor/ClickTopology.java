package io.footfall.processor;

import io.footfall.events.ClickCounts;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import io.footfall.events.topics.Topics;
import io.footfall.processor.accounting.Ledgers;
import io.footfall.processor.accounting.MergedAccounts;
import io.footfall.processor.clean.Judge;
import io.footfall.processor.partials.Partial;
import io.footfall.processor.partials.PartialDeserializer;
import io.footfall.processor.security.FlaggedTotals;
import io.footfall.processor.security.ForbiddenPaths;
import io.footfall.processor.traffic.TrafficTotals;
import io.footfall.processor.windows.Horizons;
import io.footfall.processor.windows.JudgedClick;
import io.footfall.processor.windows.MergedTotals;
import io.footfall.processor.windows.Pace;
import io.footfall.processor.windows.PartialTotals;
import io.footfall.processor.windows.Timing;
import io.footfall.processor.windows.WindowKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * The whole way of a click, on one page: judged, routed to the topic of its verdict, and counted.
 *
 * <pre>
 * clicks ─ route ─┬─ clicks-cleaned, clicks-out-of-market, clicks-rejected, clicks-calculated-forbidden
 *                 └─ count by partition ─ clicks-partial-totals ─ merge ─┬─ clicks-calculated-ddos
 *                      │                                                 ├─ clicks-calculated-traffic
 *                      └───────────── keep pace ──── clicks-horizon ─────┘
 * </pre>
 *
 * A click that is clean, in the market or not, counts in the 30 s windows that security looks at;
 * one of the market counts in the 10 s windows of traffic too, where those of bots are counted apart.
 */
@RegisterForReflection(
        targets = {
            TrafficTotals.class,
            FlaggedTotals.class,
            Partial.class,
            TrafficWindow.class,
            PageViewWindow.class,
            ClickCounts.class
        },
        registerFullHierarchy = true)
final class ClickTopology {
    static final String CLEANED = "cleaned";
    static final String OUT_OF_MARKET = "out-of-market";
    static final String REJECTED = "rejected";
    static final String FORBIDDEN = "forbidden";
    static final String PARTIALS = "partials-out";
    private static final String HORIZON = "horizon";

    private static final WindowKind<FlaggedTotals> FLAGGED = new WindowKind<>(
            "flagged",
            Window.FLAGGED,
            FlaggedTotals.class,
            FlaggedTotals::new,
            (totals, judged) -> totals.add(judged.visitor(), judged.click(), judged.inMarket()),
            (totals, judged) -> {}, // told once, by the traffic windows
            FlaggedTotals::add,
            FlaggedTotals::of);

    private static final WindowKind<TrafficTotals> TRAFFIC = new WindowKind<>(
            "traffic",
            Window.TRAFFIC,
            TrafficTotals.class,
            TrafficTotals::new,
            ClickTopology::addTraffic,
            ClickTopology::addLate,
            TrafficTotals::add,
            TrafficTotals::of);

    private ClickTopology() {}

    /**
     * Describes the topology.
     *
     * @param pace of the partitions, which the consumer of {@code clicks} keeps
     * @param partitions of {@code clicks}: totals are final when that many have passed a window
     */
    static Topology of(
            Topics topics,
            Judge judge,
            ForbiddenPaths forbiddenPaths,
            Timing timing,
            Pace pace,
            Ledgers ledgers,
            int partitions) {
        var topology = new Topology();
        var bytes = new ByteArrayDeserializer();
        topology.addSource("clicks", bytes, bytes, topics.clicks());
        topology.addProcessor(
                "route",
                ClickRouter.of(
                        judge,
                        forbiddenPaths,
                        ledgers,
                        () -> new PartialTotals<>(FLAGGED, timing, pace),
                        () -> new PartialTotals<>(TRAFFIC, timing, pace),
                        timing),
                "clicks");
        addRoute(topology, CLEANED, topics.cleaned());
        addRoute(topology, OUT_OF_MARKET, topics.outOfMarket());
        addRoute(topology, REJECTED, topics.rejected());
        addRoute(topology, FORBIDDEN, topics.forbidden());

        addSink(topology, PARTIALS, topics.partialTotals(), "route");

        topology.addSource("partials", bytes, new PartialDeserializer(), topics.partialTotals());
        topology.addProcessor("merge-flagged", MergedTotals.of(FLAGGED, timing, partitions, HORIZON), "partials");
        topology.addProcessor("merge-traffic", MergedTotals.of(TRAFFIC, timing, partitions, HORIZON), "partials");
        topology.addProcessor("merge-accounts", MergedAccounts.supplier(), "partials");
        addSink(topology, FLAGGED.name(), topics.pageViews(), "merge-flagged");
        addSink(topology, TRAFFIC.name(), topics.traffic(), "merge-traffic");
        addSink(topology, "accounting", topics.traffic(), "merge-accounts");
        addSink(topology, HORIZON, topics.mergeProgress(), "merge-flagged", "merge-traffic");
        Horizons.addTo(topology, topics.mergeProgress());
        return topology;
    }

    private static void addTraffic(TrafficTotals totals, JudgedClick judged) {
        if (judged.bot()) {
            totals.addBot();
        } else {
            totals.add(judged.visitor(), judged.click());
        }
    }

    private static void addLate(TrafficTotals totals, JudgedClick judged) {
        totals.addLate();
        judged.ledger().late();
    }

    private static void addRoute(Topology topology, String name, String topic) {
        topology.addSink(name, topic, new ByteArraySerializer(), Routed.serializer(), Routed.partitioner(), "route");
    }

    private static void addSink(Topology topology, String name, String topic, String... parents) {
        var bytes = new ByteArraySerializer();
        topology.addSink(name, topic, bytes, bytes, parents);
    }
}
