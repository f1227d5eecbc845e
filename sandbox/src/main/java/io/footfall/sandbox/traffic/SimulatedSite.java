package io.footfall.sandbox.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Pages of a simulated news site. Their popularity has a Zipf distribution. */
final class SimulatedSite {
    private static final String HOME = "https://news.example";
    private static final List<String> SUBJECTS = List.of(
            "Mayor", "Cyclists", "Harbour", "Students", "Farmers", "Museum", "Orchestra", "Railway", "Bakers", "Coast");
    private static final List<String> PREDICATES = List.of(
            "opens new chapter",
            "faces a wet summer",
            "wins against the odds",
            "asks for patience",
            "celebrates 100 years",
            "waits for an answer",
            "takes the long way round",
            "finds an old letter",
            "closes for repairs",
            "draws record crowds");

    /** A page by its address and title. */
    record Page(String url, String title) {}

    private final List<Page> pages = new ArrayList<>();
    private final double[] cumulative;

    SimulatedSite() {
        SUBJECTS.forEach(subject -> PREDICATES.forEach(predicate -> pages.add(page(subject + " " + predicate))));
        cumulative = new double[pages.size()];
        var sum = 0.0;
        for (var rank = 0; rank < cumulative.length; rank++) {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
        }
    }

    Page random(SplittableRandom random) {
        var at = random.nextDouble() * cumulative[cumulative.length - 1];
        var rank = 0;
        while (cumulative[rank] < at) {
            rank++;
        }
        return pages.get(rank);
    }

    static Page missing(String path) {
        return new Page(HOME + path, "Page not found");
    }

    private static Page page(String title) {
        return new Page(HOME + "/" + title.toLowerCase(Locale.ROOT).replace(' ', '-'), title);
    }
}
