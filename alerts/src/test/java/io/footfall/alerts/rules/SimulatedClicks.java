package io.footfall.alerts.rules;

import io.footfall.events.Click;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A scenario's visits in; the clicks of one second after the other out, made up from its seed. */
final class SimulatedClicks implements Clicks {
    private static final String SITE = "https://news.example";
    private static final int OTHER_ARTICLES = 200;
    private static final double MOST_COUNTED_SINGLY = 30;

    private final Scenario scenario;
    private final Random random;
    /** Clicks that those who came earlier will make, by second. */
    private final Map<Integer, List<Visited>> later = new HashMap<>();

    private long newest;

    SimulatedClicks(Scenario scenario) {
        this.scenario = scenario;
        this.random = new Random(scenario.seed());
    }

    @Override
    public List<Visited> in(int second) {
        var clicks = new ArrayList<Visited>();
        scenario.visits().forEach(visits -> {
            for (var visit = poisson(visits.rateAt(second)); visit > 0; visit--) {
                begin(visits, second, clicks);
            }
        });
        scenario.knocks().forEach(knocks -> knock(knocks, second, clicks));
        var due = later.remove(second);
        clicks.addAll(due == null ? List.of() : due);
        return clicks;
    }

    private void begin(Scenario.Visits visits, int second, List<Visited> clicks) {
        var visitor = visits.visitors() == 0 ? ++newest : -1L - random.nextInt(visits.visitors());
        var country = pick(visits.countries());
        var browser = pick(visits.browsers());
        var at = second;
        do {
            var article = pick(visits.articles());
            var opening = click(at, article.isEmpty() ? other() : article, country, browser, 0);
            add(new Visited(visitor, opening, visits.bots()), at, second, clicks);
            if (visits.readsFor() > 0) {
                var reads = 1 + (int) (-Math.log(1 - random.nextDouble()) * visits.readsFor());
                at += reads;
                var leaving = click(at, opening.article(), country, browser, reads);
                add(new Visited(visitor, leaving, visits.bots()), at, second, clicks);
            }
        } while (random.nextDouble() > 1 / visits.pages());
    }

    private void add(Visited visited, int at, int second, List<Visited> clicks) {
        if (at == second) {
            clicks.add(visited);
        } else if (at < scenario.seconds()) {
            later.computeIfAbsent(at, any -> new ArrayList<>()).add(visited);
        }
    }

    private void knock(Scenario.Knocks knocks, int second, List<Visited> clicks) {
        var since = second - knocks.from();
        if (since < 0 || since % knocks.every() != 0 || since / knocks.every() >= knocks.times()) {
            return;
        }
        var paths = List.copyOf(knocks.paths().entrySet());
        var path = paths.get(since / knocks.every() % paths.size());
        var url = knocks.url() == null ? SITE + path.getKey() : knocks.url();
        clicks.add(new Visited(
                Long.MIN_VALUE,
                click(second, url, knocks.country(), "firefox", 0),
                false,
                path.getKey(),
                path.getValue()));
    }

    private static Click click(int second, String article, String country, String browser, int reads) {
        var at = Rehearsal.START.plusSeconds(second).toEpochMilli();
        return new Click("desktop", at, "Title", country, reads, "linux", article, reads * 10L, browser);
    }

    private String other() {
        return SITE + "/" + random.nextInt(OTHER_ARTICLES);
    }

    /** The rest, where shares do not add up to one, is the empty text. */
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
        if (rate > MOST_COUNTED_SINGLY) {
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
