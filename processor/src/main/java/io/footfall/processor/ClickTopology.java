package io.footfall.processor;

import io.footfall.events.ClickCounts;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import io.footfall.events.topics.Topics;
import io.footfall.processor.accounting.ClickCountListener;
import io.footfall.processor.alignment.AlignmentGuard;
import io.footfall.processor.alignment.MergeProgressReader;
import io.footfall.processor.alignment.WatermarkAlignment;
import io.footfall.processor.batch.DerivedBatch;
import io.footfall.processor.clean.ClickValidator;
import io.footfall.processor.partials.PartialMessage;
import io.footfall.processor.partials.PartialMessageDeserializer;
import io.footfall.processor.partials.ProcessedCountsPart;
import io.footfall.processor.partials.StoredCountsPart;
import io.footfall.processor.partials.WatermarkAdvance;
import io.footfall.processor.partials.WindowPart;
import io.footfall.processor.security.ForbiddenPaths;
import io.footfall.processor.security.PageViewTotals;
import io.footfall.processor.traffic.ShownArticles;
import io.footfall.processor.traffic.TrafficTotals;
import io.footfall.processor.windows.MergedTotals;
import io.footfall.processor.windows.PartialTotals;
import io.footfall.processor.windows.Timing;
import io.footfall.processor.windows.ValidClick;
import io.footfall.processor.windows.WindowKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * Describes the topology: clicks are validated, sent to the topic of their verdict, and counted.
 *
 * <pre>
 * clicks ─ route ─┬─ clicks-cleaned, clicks-out-of-market, clicks-rejected, clicks-calculated-forbidden
 *                 └─ count by partition ─ clicks-partial-totals ─ merge ─┬─ clicks-calculated-ddos
 *                      │                                                 ├─ clicks-calculated-traffic
 *                      │                                                 ├─ clicks-accounting
 *                      └── align watermarks ── clicks-merge-progress ────┘
 * </pre>
 *
 * Every valid click counts in the 30 s windows of page views, which security uses. Those of the market also count in the
 * 10 s windows of traffic, where clicks of bots are a number of their own.
 */
@RegisterForReflection(
        targets = {
            TrafficTotals.class,
            PageViewTotals.class,
            PartialMessage.class,
            WindowPart.class,
            WatermarkAdvance.class,
            ProcessedCountsPart.class,
            StoredCountsPart.class,
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
    static final String PARTIAL_TOTALS = "partial-totals";
    private static final String MERGE_PROGRESS = "merge-progress";
    private static final String MERGE_SOURCE = "partial-totals-source";

    private static final WindowKind<PageViewTotals> PAGE_VIEWS = new WindowKind<>(
            "page-views",
            Window.FLAGGED,
            PageViewTotals.class,
            PageViewTotals::new,
            (totals, valid) -> totals.add(valid.visitor(), valid.click(), valid.inMarket()),
            totals -> {}, // late clicks are published with traffic windows only
            PageViewTotals::add,
            PageViewTotals::window);

    private ClickTopology() {}

    private static WindowKind<TrafficTotals> traffic(ShownArticles articles) {
        return new WindowKind<>(
                "traffic",
                Window.TRAFFIC,
                TrafficTotals.class,
                TrafficTotals::new,
                (totals, valid) -> addTraffic(totals, valid, articles),
                TrafficTotals::addLate,
                TrafficTotals::add,
                TrafficTotals::window);
    }

    /**
     * Describes the topology.
     *
     * @param articles decides which articles traffic windows list by name
     * @param alignment of the partitions of {@code clicks}, which the consumer enforces
     * @param guard checks that the consumer does
     * @param resume checks saved counts before a partition is processed
     * @param countListener is notified of the counts of this replica's partitions
     * @param partitions of {@code clicks}: a window becomes final when this many have passed it
     */
    static Topology of(
            Topics topics,
            ClickValidator validator,
            ForbiddenPaths forbiddenPaths,
            ShownArticles articles,
            Timing timing,
            WatermarkAlignment alignment,
            AlignmentGuard guard,
            ResumeGuard.Check resume,
            ClickCountListener countListener,
            int partitions) {
        var topology = new Topology();
        var traffic = traffic(articles);
        var bytes = new ByteArrayDeserializer();
        topology.addSource("clicks", bytes, bytes, topics.clicks());
        topology.addProcessor(
                "route",
                ClickRouter.of(
                        validator,
                        forbiddenPaths,
                        guard,
                        resume,
                        countListener,
                        () -> new PartialTotals<>(PAGE_VIEWS, timing.ofPageViews(), alignment),
                        () -> new PartialTotals<>(traffic, timing, alignment),
                        timing),
                "clicks");
        addRoute(topology, CLEANED, topics.cleaned());
        addRoute(topology, OUT_OF_MARKET, topics.outOfMarket());
        addRoute(topology, REJECTED, topics.rejected());
        addRoute(topology, FORBIDDEN, topics.forbidden());
        addSink(topology, PARTIAL_TOTALS, topics.partialTotals(), "route");
        topology.addSource(MERGE_SOURCE, bytes, new PartialMessageDeserializer(), topics.partialTotals());
        addMerge(topology, PAGE_VIEWS, timing.ofPageViews(), partitions, topics.pageViews());
        addMerge(topology, traffic, timing, partitions, topics.traffic());
        topology.addProcessor("merge-click-counts", MergedClickCounts.supplier(), MERGE_SOURCE);
        addSink(topology, "click-counts", topics.clickCounts(), "merge-click-counts");
        addSink(topology, MERGE_PROGRESS, topics.mergeProgress(), mergeOf(PAGE_VIEWS), mergeOf(traffic));
        MergeProgressReader.addStore(topology, topics.mergeProgress());
        return topology;
    }

    private static void addTraffic(TrafficTotals totals, ValidClick valid, ShownArticles articles) {
        if (valid.bot()) {
            totals.addBot();
        } else {
            totals.add(valid.visitor(), valid.click(), articles);
        }
    }

    private static void addMerge(Topology topology, WindowKind<?> kind, Timing timing, int partitions, String topic) {
        topology.addProcessor(mergeOf(kind), MergedTotals.of(kind, timing, partitions, MERGE_PROGRESS), MERGE_SOURCE);
        addSink(topology, kind.name(), topic, mergeOf(kind));
    }

    private static String mergeOf(WindowKind<?> kind) {
        return "merge-" + kind.name();
    }

    private static void addRoute(Topology topology, String name, String topic) {
        topology.addSink(
                name, topic, new ByteArraySerializer(), DerivedBatch.serializer(), DerivedBatch.partitioner(), "route");
    }

    private static void addSink(Topology topology, String name, String topic, String... parents) {
        var bytes = new ByteArraySerializer();
        topology.addSink(name, topic, bytes, bytes, parents);
    }
}
