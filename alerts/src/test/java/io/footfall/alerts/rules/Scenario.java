package io.footfall.alerts.rules;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.footfall.events.Alert.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What visitors do, second by second, and the alerts that must come of it, no more and no less.
 *
 * @param says what it is, in one sentence
 * @param seed of chance; the scenario is made up from it and is the same in every run
 * @param seconds how long it is
 * @param recorded whether the recorded clicks are what happens, instead of made-up visits
 * @param visits who comes to read, or pretends to
 * @param knocks who asks for management pages
 * @param alerts what must come out, in the order in which it begins
 */
record Scenario(
        String says,
        long seed,
        int seconds,
        boolean recorded,
        List<Visits> visits,
        List<Knocks> knocks,
        List<Expected> alerts) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    Scenario {
        visits = Objects.requireNonNullElse(visits, List.of());
        knocks = Objects.requireNonNullElse(knocks, List.of());
        Objects.requireNonNull(alerts, "a scenario says which alerts it expects");
    }

    static Scenario read(Path file) throws IOException {
        return JSON.readValue(Files.readAllBytes(file), Scenario.class);
    }

    Scenario withSeed(long other) {
        return new Scenario(says, other, seconds, recorded, visits, knocks, alerts);
    }

    /**
     * People or machines that open pages.
     *
     * @param from second of the first visit
     * @param to second in which there are none any more
     * @param rate visits a second
     * @param rateAtEnd what the rate becomes until then, evenly; the same if absent
     * @param daily by how much of itself, 0 to 1, the rate is lower at midnight and higher at noon
     * @param visitors how many different ones there are; 0: each visit is another visitor's
     * @param pages how many a visit has on average
     * @param readsFor how long a page is read on average, s, before a second click tells so; 0: it never comes
     * @param articles share of some articles in the visits; the rest goes to the site's others
     * @param browsers share of each
     * @param countries share of each; the market is BE and NL
     * @param bots whether they say that they are
     */
    record Visits(
            int from,
            int to,
            double rate,
            Double rateAtEnd,
            double daily,
            int visitors,
            double pages,
            double readsFor,
            Map<String, Double> articles,
            Map<String, Double> browsers,
            Map<String, Double> countries,
            boolean bots) {
        private static final Map<String, Double> USUAL_BROWSERS =
                Map.of("chrome", 0.45, "safari", 0.3, "firefox", 0.15, "edge", 0.1);
        private static final Map<String, Double> USUAL_COUNTRIES =
                Map.of("BE", 0.6, "NL", 0.26, "FR", 0.08, "US", 0.06);

        Visits {
            rateAtEnd = Objects.requireNonNullElse(rateAtEnd, rate);
            pages = Math.max(1, pages);
            // Sorted, so that the same seed picks the same in every run.
            articles = new TreeMap<>(Objects.requireNonNullElse(articles, Map.of()));
            browsers = new TreeMap<>(Objects.requireNonNullElse(browsers, USUAL_BROWSERS));
            countries = new TreeMap<>(Objects.requireNonNullElse(countries, USUAL_COUNTRIES));
        }

        double rateAt(int second) {
            if (second < from || second >= to) {
                return 0;
            }
            var steady = rate + (rateAtEnd - rate) * (second - from) / (to - from);
            return steady * (1 - daily * Math.cos(2 * Math.PI * second / 86_400));
        }
    }

    /**
     * Somebody who asks for one management page after the other.
     *
     * @param from second of the first
     * @param every so many seconds, once
     * @param times how often in all
     * @param paths what the processor finds in the URLs: normalised paths, each with the pattern that it matches
     * @param url what is really asked for; each path on the site, if absent
     * @param country where it comes from
     */
    record Knocks(int from, int every, int times, Map<String, String> paths, String url, String country) {}

    /**
     * An alert that must come.
     *
     * @param says what its summary contains, as it was when it first had this severity
     * @param from second in which what it tells of begins
     * @param within s from then on, after which it must have been there with this severity
     * @param resolved whether it is over at the end of the scenario
     */
    record Expected(String rule, Severity severity, String says, int from, int within, boolean resolved) {}
}
