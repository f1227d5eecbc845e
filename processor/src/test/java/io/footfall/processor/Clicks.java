package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import java.time.Instant;

/** Clicks for tests, as a website's script sends them. */
public final class Clicks {
    public static final Instant NOON = Instant.parse("2018-01-13T12:00:00Z");

    private Clicks() {}

    /** A page view in Belgium, with its time in milliseconds after noon. */
    public static Click pageView(long afterNoon) {
        return click(afterNoon, "BE", 0, "https://news.example/one");
    }

    public static Click scroll(long afterNoon) {
        return click(afterNoon, "NL", 12, "https://news.example/one");
    }

    public static Click click(long afterNoon, String country, long timer, String article) {
        return new Click(
                "mobile", NOON.toEpochMilli() + afterNoon, "One", country, timer, "ios", article, timer * 10, "safari");
    }

    /** The click as raw JSON. */
    public static String json(Click click) {
        return """
                {"visitor_platform":"%s","ts_ingest":%d,"article_title":"%s","visitor_country":"%s",\
                "visitor_page_timer":%d,"visitor_os":"%s","article":"%s","visitor_page_height":%d,\
                "visitor_browser":"%s"}""".formatted(
                        click.visitorPlatform(),
                        click.tsIngest(),
                        click.articleTitle(),
                        click.visitorCountry(),
                        click.visitorPageTimer(),
                        click.visitorOs(),
                        click.article(),
                        click.visitorPageHeight(),
                        click.visitorBrowser());
    }

    public static byte[] bytes(Click click) {
        return json(click).getBytes(UTF_8);
    }
}
