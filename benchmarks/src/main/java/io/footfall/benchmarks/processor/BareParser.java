package io.footfall.benchmarks.processor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import java.io.IOException;
import java.util.Locale;

/** Parses a click token by token. It does not say what is wrong with one that it cannot parse. */
final class BareParser {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private BareParser() {}

    /** Null if a field is missing. */
    static Click parse(byte[] value) throws IOException {
        try (var json = JSON.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            return readFields(json);
        }
    }

    private static Click readFields(JsonParser json) throws IOException {
        String platform = null;
        String title = null;
        String country = null;
        String os = null;
        String article = null;
        String browser = null;
        long time = -1;
        long timer = -1;
        long height = -1;
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            var token = json.nextToken();
            if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
                json.skipChildren();
                continue;
            }
            switch (field) {
                case ClickJson.VISITOR_PLATFORM -> platform = json.getText();
                case ClickJson.TS_INGEST -> time = json.getLongValue();
                case ClickJson.ARTICLE_TITLE -> title = json.getText();
                case ClickJson.VISITOR_COUNTRY -> country = json.getText();
                case ClickJson.VISITOR_PAGE_TIMER -> timer = json.getLongValue();
                case ClickJson.VISITOR_OS -> os = json.getText();
                case ClickJson.ARTICLE -> article = json.getText();
                case ClickJson.VISITOR_PAGE_HEIGHT -> height = json.getLongValue();
                case ClickJson.VISITOR_BROWSER -> browser = json.getText();
                default -> json.skipChildren();
            }
        }
        var complete = platform != null
                && title != null
                && country != null
                && os != null
                && article != null
                && browser != null
                && time >= 0
                && timer >= 0
                && height >= 0;
        return complete
                ? new Click(
                        platform, time, title, country.toUpperCase(Locale.ROOT), timer, os, article, height, browser)
                : null;
    }
}
