package io.footfall.sandbox.traffic;

import io.footfall.sandbox.traffic.PlannedClick.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Every five minutes, 40 machines open one page ten times as fast as all ordinary visitors together. */
final class PageFloods implements TrafficSource {
    private static final int RATE_FACTOR = 10;

    private final SplittableRandom random;
    private final VisitorPool visitors;
    private final SimulatedSite site;
    private final double clicksPerSecond;
    private Duration next;

    PageFloods(SplittableRandom random, VisitorPool visitors, SimulatedSite site, double ordinaryClicksPerSecond) {
        this.random = random;
        this.visitors = visitors;
        this.site = site;
        this.clicksPerSecond = ordinaryClicksPerSecond * RATE_FACTOR;
        this.next = Duration.ofMillis(150_000 + random.nextInt(30_000));
    }

    @Override
    public Duration next() {
        return next;
    }

    @Override
    public List<PlannedClick> nextClicks() {
        var page = site.random(random);
        var seconds = 20 + random.nextInt(11);
        var clicks = new ArrayList<PlannedClick>();
        for (var click = 0; click < seconds * clicksPerSecond; click++) {
            var at = next.plusNanos(Math.round(click * 1e9 / clicksPerSecond));
            clicks.add(new PlannedClick(at, visitors.flooder(random), page, 0, 0, Fault.NONE));
        }
        next = next.plusMillis(270_000 + random.nextInt(60_000));
        return clicks;
    }
}
