package io.footfall.sandbox.traffic;

import io.footfall.events.ClickJson;
import io.footfall.events.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A simulated click.
 *
 * @param at time since the start of the traffic
 * @param visitor who clicks
 * @param page on which page
 * @param timer how long the page has been open, s
 * @param height how far it was scrolled
 * @param fault what is wrong with the click
 */
record PlannedClick(
        Duration at, SimulatedVisitor visitor, SimulatedSite.Page page, long timer, long height, Fault fault) {
    /** Faults of clicks that are JSON, but invalid. */
    enum Fault {
        NONE,
        TIME_IS_NULL,
        FIELD_MISSING,
        WRONG_TYPE
    }

    boolean opensPage() {
        return timer == 0 && height == 0;
    }

    /** The JSON of the click, with the given event time. */
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
