package io.footfall.sandbox.traffic;

import io.footfall.sandbox.traffic.PlannedClick.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Now and then somebody tries the doors that every such site might have. */
final class Intruders implements Source {
    private static final List<String> DOORS =
            List.of("/admin", "/wp-login.php", "/.env", "/phpmyadmin/", "/wp-admin/setup.php", "/.git/config");

    private final SplittableRandom random;
    private final Visitors visitors;
    private Duration next;

    Intruders(SplittableRandom random, Visitors visitors) {
        this.random = random;
        this.visitors = visitors;
        this.next = Duration.ofMillis(15_000 + random.nextInt(10_000));
    }

    @Override
    public Duration next() {
        return next;
    }

    @Override
    public List<PlannedClick> happen() {
        var intruder = visitors.intruder(random);
        var doors = 3 + random.nextInt(DOORS.size() - 2);
        var clicks = new ArrayList<PlannedClick>();
        var at = next;
        for (var door : DOORS.subList(0, doors)) {
            clicks.add(new PlannedClick(at, intruder, Site.at(door), 0, 0, Fault.NONE));
            at = at.plusMillis(300 + random.nextInt(700));
        }
        next = next.plusMillis(100_000 + random.nextInt(40_000));
        return clicks;
    }
}
