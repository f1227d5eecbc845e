package io.footfall.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;

/**
 * JSON of a click in {@code clicks-cleaned}, {@code clicks-out-of-market} and
 * {@code clicks-calculated-forbidden}. Written by hand and read token by token, because this code
 * runs for every click.
 */
public final class ClickJson {
    public static final String VISITOR_PLATFORM = "visitor_platform";
    public static final String TS_INGEST = "ts_ingest";
    public static final String ARTICLE_TITLE = "article_title";
    public static final String VISITOR_COUNTRY = "visitor_country";
    public static final String VISITOR_PAGE_TIMER = "visitor_page_timer";
    public static final String VISITOR_OS = "visitor_os";
    public static final String ARTICLE = "article";
    public static final String VISITOR_PAGE_HEIGHT = "visitor_page_height";
    public static final String VISITOR_BROWSER = "visitor_browser";

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private ClickJson() {}

    /** The nine fields, {@code ts_ingest} as ISO-8601. */
    public static byte[] cleaned(Click click) {
        return write(click, false);
    }

    /** The nine fields and {@code "forbidden":true}. */
    public static byte[] forbidden(Click click) {
        return write(click, true);
    }

    private static byte[] write(Click click, boolean forbidden) {
        var json = new JsonBytes();
        json.name(VISITOR_PLATFORM).text(click.visitorPlatform());
        json.name(TS_INGEST).text(EventTime.format(click.tsIngest()));
        json.name(ARTICLE_TITLE).text(click.articleTitle());
        json.name(VISITOR_COUNTRY).text(click.visitorCountry());
        json.name(VISITOR_PAGE_TIMER).number(click.visitorPageTimer());
        json.name(VISITOR_OS).text(click.visitorOs());
        json.name(ARTICLE).text(click.article());
        json.name(VISITOR_PAGE_HEIGHT).number(click.visitorPageHeight());
        json.name(VISITOR_BROWSER).text(click.visitorBrowser());
        if (forbidden) {
            json.name("forbidden").literal("true");
        }
        return json.end();
    }

    /**
     * Reads back what {@link #cleaned} or {@link #forbidden} wrote.
     *
     * @throws IOException if the bytes are anything else
     */
    public static Click read(byte[] value) throws IOException {
        try (var json = JSON.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a click: no JSON object");
            }
            return readFields(json);
        }
    }

    private static Click readFields(JsonParser json) throws IOException {
        String platform = null;
        String time = null;
        String title = null;
        String country = null;
        String os = null;
        String article = null;
        String browser = null;
        long timer = -1;
        long height = -1;
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case VISITOR_PLATFORM -> platform = json.getText();
                case TS_INGEST -> time = json.getText();
                case ARTICLE_TITLE -> title = json.getText();
                case VISITOR_COUNTRY -> country = json.getText();
                case VISITOR_PAGE_TIMER -> timer = json.getLongValue();
                case VISITOR_OS -> os = json.getText();
                case ARTICLE -> article = json.getText();
                case VISITOR_PAGE_HEIGHT -> height = json.getLongValue();
                case VISITOR_BROWSER -> browser = json.getText();
                default -> json.skipChildren();
            }
        }
        if (platform == null
                || time == null
                || title == null
                || country == null
                || os == null
                || article == null
                || browser == null
                || timer < 0
                || height < 0) {
            throw new IOException("not a clean click: a field is missing");
        }
        return new Click(
                platform, Instant.parse(time).toEpochMilli(), title, country, timer, os, article, height, browser);
    }
}
