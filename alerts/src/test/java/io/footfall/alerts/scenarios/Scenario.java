package io.footfall.alerts.scenarios;

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
 * What visitors do second by second, and the alerts that this must cause, no more and no less.
 *
 * @param says what it is, in one sentence
 * @param seed of the random numbers; the scenario is the same in every run
 * @param seconds how long it is
 * @param recorded whether it consists of the recorded clicks instead of generated visits
 * @param visits visitors that view pages
 * @param probes visitors that request management pages
 * @param alerts the expected alerts, in the order in which they fire
 */
record Scenario(
        String says,
        long seed,
        int seconds,
        boolean recorded,
        List<Visits> visits,
        List<Probes> probes,
        List<Expected> alerts) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    Scenario {
        visits = Objects.requireNonNullElse(visits, List.of());
        probes = Objects.requireNonNullElse(probes, List.of());
        Objects.requireNonNull(alerts, "a scenario says which alerts it expects");
    }

    static Scenario read(Path file) throws IOException {
        return JSON.readValue(Files.readAllBytes(file), Scenario.class);
    }

    Scenario withSeed(long other) {
        return new Scenario(says, other, seconds, recorded, visits, probes, alerts);
    }

    /**
     * People or machines that view pages.
     *
     * @param from second of the first visit
     * @param to first second without any
     * @param rate visits a second
     * @param rateAtEnd rate at the end, reached evenly; the same if absent
     * @param daily 0 to 1: by what share the rate is lower at midnight and higher at noon
     * @param visitors number of distinct visitors; 0: each visit has a new visitor
     * @param pages page views of a visit on average
     * @param readsFor seconds until the second click of a page on average; 0: there is none
     * @param articles share of some articles; the rest goes to other articles
     * @param browsers share of each
     * @param countries share of each; the market is BE and NL
     * @param bots whether they are declared bots
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
     * A visitor that requests one management page after another.
     *
     * @param from second of the first
     * @param every seconds between requests
     * @param times number of requests
     * @param paths normalised paths, each with the pattern that it matches
     * @param url the requested URL; absent: each path on the site
     * @param country country of the visitor
     */
    record Probes(int from, int every, int times, Map<String, String> paths, String url, String country) {}

    /**
     * An expected alert.
     *
     * @param says text that its summary contains when it first has this severity
     * @param from second in which its cause begins
     * @param within seconds from then on within which it must fire with this severity
     * @param resolved whether it is resolved at the end of the scenario
     */
    record Expected(String rule, Severity severity, String says, int from, int within, boolean resolved) {}
}
