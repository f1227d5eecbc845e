package io.footfall.sandbox.traffic;

import io.footfall.sandbox.traffic.PlannedClick.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Ordinary visits: somebody opens a page, then scrolls a few times within some seconds. */
final class OrdinaryVisits implements TrafficSource {
    private static final int[] SCROLLS = {1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5};
    private static final double CLICKS_PER_VISIT = 3.05;
    private static final double FAULT_RATE = 0.025;
    private static final int VISITORS_PER_CLICK_RATE = 40;
    private static final Fault[] FAULTS = {Fault.TIME_IS_NULL, Fault.FIELD_MISSING, Fault.WRONG_TYPE};

    private final SplittableRandom random;
    private final VisitorPool visitors;
    private final SimulatedSite site;
    private final double visitsPerSecond;
    private final int population;
    private Duration next = Duration.ZERO;

    OrdinaryVisits(SplittableRandom random, VisitorPool visitors, SimulatedSite site, double clicksPerSecond) {
        this.random = random;
        this.visitors = visitors;
        this.site = site;
        this.visitsPerSecond = clicksPerSecond / CLICKS_PER_VISIT;
        this.population = (int) Math.min(90_000, Math.max(1, clicksPerSecond * VISITORS_PER_CLICK_RATE));
    }

    @Override
    public Duration next() {
        return next;
    }

    @Override
    public List<PlannedClick> nextClicks() {
        var visit = visit();
        var gap = -Math.log(1 - random.nextDouble()) / visitsPerSecond;
        next = next.plusNanos(Math.round(gap * 1e9));
        return visit;
    }

    private List<PlannedClick> visit() {
        var visitor = visitors.ordinary(random.nextInt(population));
        var page = site.random(random);
        var clicks = new ArrayList<PlannedClick>();
        clicks.add(new PlannedClick(next, visitor, page, 0, 0, fault()));
        var scrolls = SCROLLS[random.nextInt(SCROLLS.length)];
        var open = Duration.ZERO;
        var height = 0L;
        for (var scroll = 0; scroll < scrolls; scroll++) {
            open = open.plusMillis(1_000 + random.nextInt(5_000));
            height += 100 + random.nextInt(900);
            clicks.add(new PlannedClick(next.plus(open), visitor, page, open.toSeconds(), height, fault()));
        }
        return clicks;
    }

    private Fault fault() {
        return random.nextDouble() < FAULT_RATE ? FAULTS[random.nextInt(FAULTS.length)] : Fault.NONE;
    }
}
