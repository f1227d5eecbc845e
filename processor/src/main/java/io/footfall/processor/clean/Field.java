package io.footfall.processor.clean;

import io.footfall.events.ClickJson;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The nine fields that a clean click has, in the order in which a rejection looks for them. */
enum Field {
    VISITOR_PLATFORM(ClickJson.VISITOR_PLATFORM, false),
    TS_INGEST(ClickJson.TS_INGEST, true),
    ARTICLE_TITLE(ClickJson.ARTICLE_TITLE, false),
    VISITOR_COUNTRY(ClickJson.VISITOR_COUNTRY, false),
    VISITOR_PAGE_TIMER(ClickJson.VISITOR_PAGE_TIMER, true),
    VISITOR_OS(ClickJson.VISITOR_OS, false),
    ARTICLE(ClickJson.ARTICLE, false),
    VISITOR_PAGE_HEIGHT(ClickJson.VISITOR_PAGE_HEIGHT, true),
    VISITOR_BROWSER(ClickJson.VISITOR_BROWSER, false);

    private static final Map<String, Field> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(field -> field.key, Function.identity()));

    final String key;
    final boolean number;

    Field(String key, boolean number) {
        this.key = key;
        this.number = number;
    }

    /** The field of that name, or null: extra fields are ignored. */
    static Field named(String key) {
        return BY_KEY.get(key);
    }
}
