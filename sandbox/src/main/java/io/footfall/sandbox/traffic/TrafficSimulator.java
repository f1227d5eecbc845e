package io.footfall.sandbox.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Simulates the traffic of a website: ordinary visits, probes and floods. The same seed gives the same clicks. */
public final class TrafficSimulator {
    private record Numbered(long number, PlannedClick click) {}

    private final List<TrafficSource> sources;
    private final PriorityQueue<Numbered> planned = new PriorityQueue<>(Comparator.<Numbered, Duration>comparing(
                    numbered -> numbered.click().at())
            .thenComparing(Numbered::number));
    private long number;

    public TrafficSimulator(long seed, double clicksPerSecond) {
        // Each source has its own generator: how often until() is called must not change the clicks.
        var random = new SplittableRandom(seed);
        var visitors = new VisitorPool(seed);
        var site = new SimulatedSite();
        this.sources = List.of(
                new OrdinaryVisits(random.split(), visitors, site, clicksPerSecond),
                new PathProbes(random.split(), visitors),
                new PageFloods(random.split(), visitors, site, clicksPerSecond));
    }

    /** The next clicks in order, up to {@code end}. */
    List<PlannedClick> until(Duration end) {
        for (var source : sources) {
            while (source.next().compareTo(end) < 0) {
                source.nextClicks().forEach(click -> planned.add(new Numbered(number++, click)));
            }
        }
        var due = new ArrayList<PlannedClick>();
        while (!planned.isEmpty() && planned.peek().click().at().compareTo(end) < 0) {
            due.add(planned.remove().click());
        }
        return due;
    }
}
