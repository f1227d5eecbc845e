package io.footfall.alerts.scenarios;

import io.footfall.events.Click;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Generates the clicks of a scenario's visits at random from its seed. */
final class SimulatedClicks implements ScenarioClicks {
    private static final String SITE = "https://news.example";
    private static final int OTHER_ARTICLES = 200;
    private static final double MAX_EXACT_RATE = 30;

    private final Scenario scenario;
    private final Random random;
    /** Future clicks of visits that have begun, by second. */
    private final Map<Integer, List<VisitorClick>> later = new HashMap<>();

    private long newest;

    SimulatedClicks(Scenario scenario) {
        this.scenario = scenario;
        this.random = new Random(scenario.seed());
    }

    @Override
    public List<VisitorClick> in(int second) {
        var clicks = new ArrayList<VisitorClick>();
        scenario.visits().forEach(visits -> {
            for (var visit = poisson(visits.rateAt(second)); visit > 0; visit--) {
                begin(visits, second, clicks);
            }
        });
        scenario.probes().forEach(probes -> probe(probes, second, clicks));
        var due = later.remove(second);
        clicks.addAll(due == null ? List.of() : due);
        return clicks;
    }

    private void begin(Scenario.Visits visits, int second, List<VisitorClick> clicks) {
        var visitor = visits.visitors() == 0 ? ++newest : -1L - random.nextInt(visits.visitors());
        var country = pick(visits.countries());
        var browser = pick(visits.browsers());
        var at = second;
        do {
            var article = pick(visits.articles());
            var opening = click(at, article.isEmpty() ? other() : article, country, browser, 0);
            add(new VisitorClick(visitor, opening, visits.bots()), at, second, clicks);
            if (visits.readsFor() > 0) {
                var seconds = 1 + (int) (-Math.log(1 - random.nextDouble()) * visits.readsFor());
                at += seconds;
                var leaving = click(at, opening.article(), country, browser, seconds);
                add(new VisitorClick(visitor, leaving, visits.bots()), at, second, clicks);
            }
        } while (random.nextDouble() > 1 / visits.pages());
    }

    private void add(VisitorClick visit, int at, int second, List<VisitorClick> clicks) {
        if (at == second) {
            clicks.add(visit);
        } else if (at < scenario.seconds()) {
            later.computeIfAbsent(at, any -> new ArrayList<>()).add(visit);
        }
    }

    private void probe(Scenario.Probes probes, int second, List<VisitorClick> clicks) {
        var since = second - probes.from();
        if (since < 0 || since % probes.every() != 0 || since / probes.every() >= probes.times()) {
            return;
        }
        var paths = List.copyOf(probes.paths().entrySet());
        var path = paths.get(since / probes.every() % paths.size());
        var url = probes.url() == null ? SITE + path.getKey() : probes.url();
        clicks.add(new VisitorClick(
                Long.MIN_VALUE,
                click(second, url, probes.country(), "firefox", 0),
                false,
                path.getKey(),
                path.getValue()));
    }

    private static Click click(int second, String article, String country, String browser, int seconds) {
        var at = ScenarioRun.START.plusSeconds(second).toEpochMilli();
        return new Click("desktop", at, "Title", country, seconds, "linux", article, seconds * 10L, browser);
    }

    private String other() {
        return SITE + "/" + random.nextInt(OTHER_ARTICLES);
    }

    /** Picks by share; the empty text for the rest if the shares do not add up to one. */
    private String pick(Map<String, Double> shares) {
        var left = random.nextDouble();
        for (var share : shares.entrySet()) {
            left -= share.getValue();
            if (left < 0) {
                return share.getKey();
            }
        }
        return "";
    }

    private long poisson(double rate) {
        if (rate > MAX_EXACT_RATE) {
            return Math.max(0, Math.round(rate + Math.sqrt(rate) * random.nextGaussian()));
        }
        var count = -1;
        var left = Math.exp(rate);
        do {
            left *= random.nextDouble();
            count++;
        } while (left > 1);
        return count;
    }
}
