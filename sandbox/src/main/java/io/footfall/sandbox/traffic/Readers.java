package io.footfall.sandbox.traffic;

import io.footfall.sandbox.traffic.PlannedClick.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Ordinary visits: a page is opened, then scrolled a few times over the following seconds. */
final class Readers implements Source {
    private static final int[] SCROLLS = {1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5};
    private static final double CLICKS_A_VISIT = 3.05;
    private static final double MALFORMED = 0.025;
    private static final int PEOPLE_A_CLICK_A_SECOND = 40;
    private static final Fault[] FAULTS = {Fault.TIME_IS_NULL, Fault.FIELD_MISSING, Fault.WRONG_TYPE};

    private final SplittableRandom random;
    private final Visitors visitors;
    private final Site site;
    private final double visitsASecond;
    private final int people;
    private Duration next = Duration.ZERO;

    Readers(SplittableRandom random, Visitors visitors, Site site, double clicksASecond) {
        this.random = random;
        this.visitors = visitors;
        this.site = site;
        this.visitsASecond = clicksASecond / CLICKS_A_VISIT;
        this.people = (int) Math.min(90_000, Math.max(1, clicksASecond * PEOPLE_A_CLICK_A_SECOND));
    }

    @Override
    public Duration next() {
        return next;
    }

    @Override
    public List<PlannedClick> happen() {
        var visit = visit();
        var gap = -Math.log(1 - random.nextDouble()) / visitsASecond;
        next = next.plusNanos(Math.round(gap * 1e9));
        return visit;
    }

    private List<PlannedClick> visit() {
        var visitor = visitors.ordinary(random.nextInt(people));
        var page = site.read(random);
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
        return random.nextDouble() < MALFORMED ? FAULTS[random.nextInt(FAULTS.length)] : Fault.NONE;
    }
}
