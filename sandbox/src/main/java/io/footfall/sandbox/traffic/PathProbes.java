package io.footfall.sandbox.traffic;

import io.footfall.sandbox.traffic.PlannedClick.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Every two minutes, somebody probes paths of well-known software. */
final class PathProbes implements TrafficSource {
    private static final List<String> PATHS =
            List.of("/admin", "/wp-login.php", "/.env", "/phpmyadmin/", "/wp-admin/setup.php", "/.git/config");

    private final SplittableRandom random;
    private final VisitorPool visitors;
    private Duration next;

    PathProbes(SplittableRandom random, VisitorPool visitors) {
        this.random = random;
        this.visitors = visitors;
        this.next = Duration.ofMillis(15_000 + random.nextInt(10_000));
    }

    @Override
    public Duration next() {
        return next;
    }

    @Override
    public List<PlannedClick> nextClicks() {
        var prober = visitors.prober(random);
        var paths = 3 + random.nextInt(PATHS.size() - 2);
        var clicks = new ArrayList<PlannedClick>();
        var at = next;
        for (var path : PATHS.subList(0, paths)) {
            clicks.add(new PlannedClick(at, prober, SimulatedSite.missing(path), 0, 0, Fault.NONE));
            at = at.plusMillis(300 + random.nextInt(700));
        }
        next = next.plusMillis(100_000 + random.nextInt(40_000));
        return clicks;
    }
}
