package io.footfall.processor.clean;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.footfall.events.ClickJson;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The nine fields of a click, in the order in which they are checked. */
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

    static final int COUNT = values().length;

    /** The last millisecond of the year 9999: readers of ISO-8601 expect four digits. */
    private static final long LAST_TIME = 253_402_300_799_999L;

    static final Field[] ALL = values();
    private static final Map<String, Field> BY_KEY =
            Arrays.stream(ALL).collect(Collectors.toUnmodifiableMap(field -> field.key, Function.identity()));

    private static final byte[][] NAMES =
            Arrays.stream(ALL).map(field -> field.key.getBytes(US_ASCII)).toArray(byte[][]::new);

    final String key;
    final boolean number;

    Field(String key, boolean number) {
        this.key = key;
        this.number = number;
    }

    /** The field of that name, or null for extra fields, which are ignored. */
    static Field named(String key) {
        return BY_KEY.get(key);
    }

    /** The field whose name is in these bytes, or null. */
    static Field named(byte[] json, int begin, int length) {
        for (var index = 0; index < NAMES.length; index++) {
            var name = NAMES[index];
            if (name.length == length && Arrays.equals(name, 0, length, json, begin, begin + length)) {
                return ALL[index];
            }
        }
        return null;
    }

    boolean allows(long value) {
        return this == TS_INGEST ? isTime(value) && !OtherUnits.isSeconds(value) : value >= 0;
    }

    static boolean isTime(long epochMillis) {
        return epochMillis >= 0 && epochMillis <= LAST_TIME;
    }
}
