package io.footfall.processor.serving.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.footfall.events.ClickJson;
import io.footfall.processor.serving.influxdb.LineBuffer;
import java.util.Arrays;

/**
 * Writes the point of a click in line protocol, copied from the JSON that the topology writes to {@code clicks-cleaned}.
 * Text with escapes other than {@code \"} and {@code \\}, which are the same in both, with control characters, or in any
 * other form is refused: a JSON parser has to read it. Not thread-safe.
 */
public final class ClickLine {
    private static final int PLATFORM = 0;
    private static final int TIME = 1;
    private static final int TITLE = 2;
    private static final int COUNTRY = 3;
    private static final int TIMER = 4;
    private static final int OS = 5;
    private static final int ARTICLE = 6;
    private static final int HEIGHT = 7;
    private static final int BROWSER = 8;

    /** What is before the value of each field in JSON, in the order of {@link ClickJson#cleaned}. */
    private static final byte[][] JSON = {
        ascii("{\"" + ClickJson.VISITOR_PLATFORM + "\":\""),
        ascii("\",\"" + ClickJson.TS_INGEST + "\":\""),
        ascii("\",\"" + ClickJson.ARTICLE_TITLE + "\":\""),
        ascii("\",\"" + ClickJson.VISITOR_COUNTRY + "\":\""),
        ascii("\",\"" + ClickJson.VISITOR_PAGE_TIMER + "\":"),
        ascii(",\"" + ClickJson.VISITOR_OS + "\":\""),
        ascii("\",\"" + ClickJson.ARTICLE + "\":\""),
        ascii("\",\"" + ClickJson.VISITOR_PAGE_HEIGHT + "\":"),
        ascii(",\"" + ClickJson.VISITOR_BROWSER + "\":\"")
    };

    private static final byte[] JSON_END = ascii("\"}");

    private static final byte[] SERIES = ascii("clicks," + ClickJson.VISITOR_BROWSER + "=");
    private static final byte[] COUNTRY_TAG = ascii("," + ClickJson.VISITOR_COUNTRY + "=");
    private static final byte[] ARTICLE_FIELD = ascii(" " + ClickJson.ARTICLE + "=\"");
    private static final byte[] TITLE_FIELD = ascii("\"," + ClickJson.ARTICLE_TITLE + "=\"");
    private static final byte[] BROWSER_FIELD = ascii("\"," + ClickJson.VISITOR_BROWSER + "_text=\"");
    private static final byte[] OS_FIELD = ascii("\"," + ClickJson.VISITOR_OS + "=\"");
    private static final byte[] HEIGHT_FIELD = ascii("\"," + ClickJson.VISITOR_PAGE_HEIGHT + "=");
    private static final byte[] TIMER_FIELD = ascii("i," + ClickJson.VISITOR_PAGE_TIMER + "=");
    private static final byte[] PLATFORM_FIELD = ascii("i," + ClickJson.VISITOR_PLATFORM + "=\"");
    private static final byte[] END = ascii("\" ");

    /** A number with at most this many digits fits into a long. */
    private static final int MAX_DIGITS = 18;

    private final IsoTime times = new IsoTime();
    private final BrowserTags browsers = new BrowserTags();
    private final int[] begins = new int[JSON.length];
    private final int[] ends = new int[JSON.length];
    private byte[] json;
    private int at;
    private boolean hasEscape;
    private long eventTime;

    /** Reads a cleaned click; returns false if it is not plain. */
    public boolean read(byte[] cleaned) {
        json = cleaned;
        at = 0;
        for (var field = 0; field < JSON.length; field++) {
            if (!take(JSON[field]) || !(isNumber(field) ? readNumber(field) : readText(field))) {
                return false;
            }
        }
        eventTime = times.read(json, begins[TIME], ends[TIME]);
        // The browser was read last.
        return take(JSON_END) && at == json.length && eventTime != IsoTime.NOT_PLAIN && isCountry() && !hasEscape;
    }

    /** Event time of the click that was read last, ms since the epoch. */
    public long eventTime() {
        return eventTime;
    }

    /**
     * Appends the point of the click that was read last.
     *
     * @param time of the point, ns since the epoch
     */
    public void appendTo(LineBuffer lines, long time) {
        var browser = browsers.of(json, begins[BROWSER], ends[BROWSER]);
        lines.append(SERIES).append(browser.label());
        append(lines, COUNTRY_TAG, COUNTRY);
        append(lines, ARTICLE_FIELD, ARTICLE);
        append(lines, TITLE_FIELD, TITLE);
        if (!browser.isWhole()) {
            append(lines, BROWSER_FIELD, BROWSER);
        }
        append(lines, OS_FIELD, OS);
        append(lines, HEIGHT_FIELD, HEIGHT);
        append(lines, TIMER_FIELD, TIMER);
        append(lines, PLATFORM_FIELD, PLATFORM);
        lines.append(END).append(time);
    }

    private void append(LineBuffer lines, byte[] before, int field) {
        lines.append(before).append(json, begins[field], ends[field]);
    }

    private static boolean isNumber(int field) {
        return field == TIMER || field == HEIGHT;
    }

    private boolean isCountry() {
        var begin = begins[COUNTRY];
        return ends[COUNTRY] - begin == 2 && isUpperCase(json[begin]) && isUpperCase(json[begin + 1]);
    }

    private static boolean isUpperCase(byte letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    private boolean take(byte[] expected) {
        var end = at + expected.length;
        if (end > json.length || !Arrays.equals(json, at, end, expected, 0, expected.length)) {
            return false;
        }
        at = end;
        return true;
    }

    private boolean readNumber(int field) {
        var end = at;
        while (end < json.length && json[end] >= '0' && json[end] <= '9') {
            end++;
        }
        var digits = end - at;
        begins[field] = at;
        ends[field] = end;
        var isPlain = digits > 0 && digits <= MAX_DIGITS && (digits == 1 || json[at] != '0');
        at = end;
        return isPlain;
    }

    /** Reads up to the closing quote. */
    private boolean readText(int field) {
        begins[field] = at;
        hasEscape = false;
        for (var index = at; index < json.length - 1; index++) {
            var character = json[index];
            if (character == '"') {
                ends[field] = index;
                at = index;
                return true;
            }
            if (character == '\\') {
                index++;
                hasEscape = true;
                if (json[index] != '"' && json[index] != '\\') {
                    return false;
                }
            } else if (isControl(character, json[index + 1])) {
                return false;
            }
        }
        return false;
    }

    /** Control characters after ASCII have two bytes in UTF-8: C2, and 80 to 9F. */
    private static boolean isControl(byte character, byte next) {
        return character >= 0 ? character < ' ' || character == 0x7f : character == (byte) 0xc2 && next < (byte) 0xa0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
