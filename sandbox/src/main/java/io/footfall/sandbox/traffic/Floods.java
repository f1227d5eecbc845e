package io.footfall.sandbox.traffic;

import io.footfall.sandbox.traffic.PlannedClick.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Now and then many machines open the same page, over and over, ten times as fast as all readers together. */
final class Floods implements Source {
    private static final int TIMES_ORDINARY = 10;

    private final SplittableRandom random;
    private final Visitors visitors;
    private final Site site;
    private final double clicksASecond;
    private Duration next;

    Floods(SplittableRandom random, Visitors visitors, Site site, double ordinaryClicksASecond) {
        this.random = random;
        this.visitors = visitors;
        this.site = site;
        this.clicksASecond = ordinaryClicksASecond * TIMES_ORDINARY;
        this.next = Duration.ofMillis(150_000 + random.nextInt(30_000));
    }

    @Override
    public Duration next() {
        return next;
    }

    @Override
    public List<PlannedClick> happen() {
        var page = site.read(random);
        var seconds = 20 + random.nextInt(11);
        var clicks = new ArrayList<PlannedClick>();
        for (var click = 0; click < seconds * clicksASecond; click++) {
            var at = next.plusNanos(Math.round(click * 1e9 / clicksASecond));
            clicks.add(new PlannedClick(at, visitors.flooding(random), page, 0, 0, Fault.NONE));
        }
        next = next.plusMillis(270_000 + random.nextInt(60_000));
        return clicks;
    }
}
