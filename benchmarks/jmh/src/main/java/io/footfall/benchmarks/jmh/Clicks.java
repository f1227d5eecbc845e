package io.footfall.benchmarks.jmh;

import io.footfall.events.Click;
import io.footfall.events.Json;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Generated clicks, always the same: half of them page views, few articles read much and many little. */
final class Clicks {
    static final int NUMBER = 4_096;
    /** When the first was made, ms since the epoch; they are all of one window. */
    static final long TIME = 1_700_000_000_000L;

    private static final int ARTICLES = 5_000;
    private static final int SEED = 20180113;
    private static final List<String> PLATFORMS = List.of("desktop", "mobile", "tablet");
    private static final List<String> BROWSERS = List.of("chrome", "firefox", "safari");

    private Clicks() {}

    static List<Click> all() {
        var random = new SplittableRandom(SEED);
        return IntStream.range(0, NUMBER).mapToObj(number -> click(random)).toList();
    }

    private static Click click(SplittableRandom random) {
        var isPageView = random.nextBoolean();
        var article = (int) Math.pow(ARTICLES, random.nextDouble());
        return new Click(
                PLATFORMS.get(random.nextInt(PLATFORMS.size())),
                TIME + random.nextInt(10_000),
                "The council agrees on a new budget for railways after long debate, part " + article,
                random.nextInt(7) == 0 ? "DE" : "BE",
                isPageView ? 0 : random.nextInt(1, 60_000),
                "android",
                "https://news.example/politics/2026/the-council-agrees-on-a-new-budget-" + article,
                isPageView ? 0 : random.nextInt(1, 20_000),
                BROWSERS.get(random.nextInt(BROWSERS.size())));
    }

    /** The JSON of a click, as a website's script sends it. */
    static byte[] json(Click click) {
        return Json.write(click);
    }
}
