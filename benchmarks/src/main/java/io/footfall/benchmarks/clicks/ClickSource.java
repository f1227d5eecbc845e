package io.footfall.benchmarks.clicks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Makes the clicks of a plan one after the other, shaped like a news site's, and counts what must come out of them:
 * 2.5 % without fields, of the others 14 % from abroad and 49 % page openings, up to 45 s out of order.
 */
public final class ClickSource {
    private static final double EMPTY = 0.025;
    private static final double OPENING = 0.49;
    private static final double FORBIDDEN_SHARE = 0.0025;
    private static final double PROMPT = 0.5;
    private static final int MOST_PROMPT_MILLIS = 100;
    private static final int LATEST_MILLIS = 45_000;
    private static final int VISITORS = 30_000;
    private static final byte[] NOTHING = "{\"ts_ingest\": null}".getBytes(UTF_8);
    private static final String FORBIDDEN = "https://news.example/admin";
    private static final String FORBIDDEN_FIELD = "\"article\":\"" + FORBIDDEN + '"';

    private final ClickPlan plan;
    private final int partitions;
    private final SplittableRandom random;
    private final Visitor[] visitors;
    private final Articles articles;
    private final TotalsTally tally = new TotalsTally();
    private long number;

    public ClickSource(ClickPlan plan, int partitions) {
        this.plan = plan;
        this.partitions = partitions;
        random = new SplittableRandom(plan.seed());
        visitors = Stream.generate(() -> Visitor.random(random)).limit(VISITORS).toArray(Visitor[]::new);
        articles = new Articles(plan.seed(), plan.articles());
    }

    public boolean hasNext() {
        return number < plan.count();
    }

    public MadeClick next() {
        var logTime = plan.logTime(number);
        var who = random.nextInt(VISITORS);
        var visitor = visitors[who];
        var value = random.nextDouble() < EMPTY ? nothing() : click(visitor, logTime);
        number++;
        return new MadeClick(who % partitions, visitor.key(), value, logTime, visitor.bot());
    }

    /** What must come out of the clicks made so far. */
    public Totals totals() {
        return tally.totals();
    }

    private byte[] nothing() {
        tally.reject();
        return NOTHING;
    }

    private byte[] click(Visitor visitor, long logTime) {
        var eventTime = logTime - delay();
        var opening = random.nextDouble() < OPENING;
        var forbidden = random.nextDouble() < FORBIDDEN_SHARE;
        var article = articles.article(article());
        var timer = opening ? 0 : random.nextInt(1, 60_000);
        var height = opening ? 0 : random.nextInt(1, 20_000);
        var click = new Click(
                visitor.device().get(0),
                eventTime,
                article.title(),
                visitor.country().toUpperCase(Locale.ROOT),
                timer,
                visitor.device().get(1),
                forbidden ? FORBIDDEN : article.address(),
                height,
                visitor.device().get(2));
        tally.add(click, visitor.foreign(), visitor.bot() != null, forbidden);
        return ("{" + visitor.deviceFields() + ",\"ts_ingest\":" + eventTime + ',' + article.titleField()
                        + ",\"visitor_country\":\"" + visitor.country() + "\",\"visitor_page_timer\":" + timer + ','
                        + (forbidden ? FORBIDDEN_FIELD : article.addressField()) + ",\"visitor_page_height\":" + height
                        + '}')
                .getBytes(UTF_8);
    }

    private int delay() {
        var share = random.nextDouble();
        return random.nextDouble() < PROMPT
                ? (int) (share * MOST_PROMPT_MILLIS)
                : (int) (share * share * LATEST_MILLIS);
    }

    private int article() {
        return plan.evenly()
                ? (int) (number % plan.articles())
                : (int) Math.pow(plan.articles(), random.nextDouble()) - 1;
    }
}
