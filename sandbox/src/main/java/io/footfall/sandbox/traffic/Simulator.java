package io.footfall.sandbox.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Plans the traffic of the made-up site: readers, now and then an intruder, now and then a flood. A seed
 * and a point in time go in, the clicks up to then come out; the same seed always gives the same clicks.
 */
public final class Simulator {
    private record Numbered(long number, PlannedClick click) {}

    private final List<Source> sources;
    private final PriorityQueue<Numbered> planned = new PriorityQueue<>(Comparator.<Numbered, Duration>comparing(
                    numbered -> numbered.click().at())
            .thenComparing(Numbered::number));
    private long number;

    public Simulator(long seed, double clicksASecond) {
        // Each source has its own dice, so that the steps in which the plan is taken do not change it.
        var random = new SplittableRandom(seed);
        var visitors = new Visitors(seed);
        var site = new Site();
        this.sources = List.of(
                new Readers(random.split(), visitors, site, clicksASecond),
                new Intruders(random.split(), visitors),
                new Floods(random.split(), visitors, site, clicksASecond));
    }

    /** The clicks before {@code end} that were not taken yet, in order. */
    List<PlannedClick> until(Duration end) {
        for (var source : sources) {
            while (source.next().compareTo(end) < 0) {
                source.happen().forEach(click -> planned.add(new Numbered(number++, click)));
            }
        }
        var due = new ArrayList<PlannedClick>();
        while (!planned.isEmpty() && planned.peek().click().at().compareTo(end) < 0) {
            due.add(planned.remove().click());
        }
        return due;
    }
}
