package io.footfall.sandbox.traffic;

import io.footfall.events.ClickJson;
import io.footfall.events.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A click that is going to happen.
 *
 * @param at how long after the beginning of the traffic
 * @param visitor who clicks
 * @param page where
 * @param timer how long the page has been open, s
 * @param height how far it was scrolled
 * @param fault what is wrong with what the script sends
 */
record PlannedClick(Duration at, Visitor visitor, Site.Page page, long timer, long height, Fault fault) {
    /** What a broken script sends: JSON, but no click. */
    enum Fault {
        NONE,
        TIME_IS_NULL,
        FIELD_MISSING,
        WRONG_TYPE
    }

    boolean opensPage() {
        return timer == 0 && height == 0;
    }

    /** What the website's script sends, at the given time. */
    byte[] body(long nowMillis) {
        if (fault == Fault.TIME_IS_NULL) {
            return Json.write(Collections.singletonMap(ClickJson.TS_INGEST, null));
        }
        var fields = fields(nowMillis);
        if (fault == Fault.FIELD_MISSING) {
            fields.remove(ClickJson.ARTICLE);
        } else if (fault == Fault.WRONG_TYPE) {
            fields.put(ClickJson.VISITOR_PAGE_TIMER, "soon");
        }
        return Json.write(fields);
    }

    private Map<String, Object> fields(long nowMillis) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put(ClickJson.VISITOR_PLATFORM, visitor.platform());
        fields.put(ClickJson.TS_INGEST, nowMillis);
        fields.put(ClickJson.ARTICLE_TITLE, page.title());
        fields.put(ClickJson.VISITOR_COUNTRY, visitor.country());
        fields.put(ClickJson.VISITOR_PAGE_TIMER, timer);
        fields.put(ClickJson.VISITOR_OS, visitor.os());
        fields.put(ClickJson.ARTICLE, page.url());
        fields.put(ClickJson.VISITOR_PAGE_HEIGHT, height);
        fields.put(ClickJson.VISITOR_BROWSER, visitor.browser());
        return fields;
    }
}
