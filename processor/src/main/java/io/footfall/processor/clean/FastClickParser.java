package io.footfall.processor.clean;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.EventTime;
import io.footfall.events.text.CountryCode;
import java.util.Locale;

/**
 * Parses clicks as scripts write them: one flat object of the nine fields, strings without escapes, whole numbers. It
 * takes a third of the time of {@link JacksonClickParser}, with the same result, and refuses everything else. Used by one
 * thread, for one click after the other.
 */
@SuppressWarnings("EnumOrdinal") // arrays by field are half of what makes this parser fast
final class FastClickParser {
    private static final char REPLACEMENT = '\uFFFD';
    /** A number with at most this many digits fits into a long. */
    private static final int MAX_DIGITS = 18;

    private final StringCache strings = new StringCache();
    private byte[] json;
    private final String[] texts = new String[Field.COUNT];
    private final long[] numbers = new long[Field.COUNT];
    private final int[] begins = new int[Field.COUNT];
    private final int[] ends = new int[Field.COUNT];
    private Click click;
    private int seen;
    private int at;
    /** Whether the string that was read last is ASCII. */
    private boolean isAscii;

    /**
     * Parses a click; {@link #click} and {@link #cleaned} are about the last one.
     *
     * @param foundCountry for a click that does not have the field, or null
     * @param clockCorrection is added to event time, ms
     * @return false if the click is not plain or not valid
     */
    boolean parse(byte[] newJson, String foundCountry, long clockCorrection) {
        json = newJson;
        at = 0;
        seen = 0;
        click = null;
        return readObject() && isValid(foundCountry, clockCorrection);
    }

    Click click() {
        return click;
    }

    /** The same bytes as {@link ClickJson#cleaned}, copied from the received ones. */
    byte[] cleaned() {
        var cleaned = new CleanedJson(json, length());
        for (var field : Field.ALL) {
            switch (field) {
                case TS_INGEST -> cleaned.time(field, click.tsIngest());
                case VISITOR_COUNTRY -> cleaned.ascii(field, click.visitorCountry());
                default -> cleaned.copy(field, begins[field.ordinal()], ends[field.ordinal()]);
            }
        }
        return cleaned.end();
    }

    private int length() {
        var length = EventTime.LENGTH + click.visitorCountry().length();
        for (var field : Field.ALL) {
            if (field != Field.TS_INGEST && field != Field.VISITOR_COUNTRY) {
                length += ends[field.ordinal()] - begins[field.ordinal()];
            }
        }
        return length;
    }

    private boolean isValid(String foundCountry, long clockCorrection) {
        var country = has(Field.VISITOR_COUNTRY) ? text(Field.VISITOR_COUNTRY) : foundCountry;
        var complete = (seen | bit(Field.VISITOR_COUNTRY)) == (1 << Field.COUNT) - 1;
        var eventTime = numbers[Field.TS_INGEST.ordinal()] + clockCorrection;
        if (!complete
                || !Field.isTime(eventTime)
                || country == null
                || !CountryCode.isWellFormed(country)
                || text(Field.ARTICLE).isBlank()) {
            return false;
        }
        click = new Click(
                text(Field.VISITOR_PLATFORM),
                eventTime,
                text(Field.ARTICLE_TITLE),
                country.toUpperCase(Locale.ROOT),
                numbers[Field.VISITOR_PAGE_TIMER.ordinal()],
                text(Field.VISITOR_OS),
                text(Field.ARTICLE),
                numbers[Field.VISITOR_PAGE_HEIGHT.ordinal()],
                text(Field.VISITOR_BROWSER));
        return true;
    }

    private String text(Field field) {
        return texts[field.ordinal()];
    }

    private boolean has(Field field) {
        return (seen & bit(field)) != 0;
    }

    private static int bit(Field field) {
        return 1 << field.ordinal();
    }

    private boolean readObject() {
        if (!take('{')) {
            return false;
        }
        do {
            if (!readField()) {
                return false;
            }
        } while (take(','));
        return take('}') && next() < 0;
    }

    private boolean readField() {
        if (!take('"')) {
            return false;
        }
        var begin = at;
        var end = endOfText();
        var field = end < 0 ? null : Field.named(json, begin, end - begin);
        if (field == null || has(field) || !take(':')) {
            return false;
        }
        seen |= bit(field);
        return field.number ? readNumber(field) : readText(field);
    }

    private boolean readText(Field field) {
        if (!take('"')) {
            return false;
        }
        var begin = at;
        var end = endOfText();
        if (end < 0) {
            return false;
        }
        var text = isAscii ? strings.of(json, begin, end) : new String(json, begin, end - begin, UTF_8);
        texts[field.ordinal()] = text;
        begins[field.ordinal()] = begin;
        ends[field.ordinal()] = end;
        return isAscii || text.indexOf(REPLACEMENT) < 0;
    }

    /** Moves behind the closing quote of a string, and returns the index of that quote, or {@link JsonText#NOT_PLAIN}. */
    private int endOfText() {
        var found = JsonText.find(json, at);
        if (found == JsonText.NOT_PLAIN) {
            return JsonText.NOT_PLAIN;
        }
        at = JsonText.end(found) + 1;
        isAscii = JsonText.isAscii(found);
        return at - 1;
    }

    private boolean readNumber(Field field) {
        var first = next();
        var end = Math.min(json.length, at + MAX_DIGITS);
        var index = at;
        var number = 0L;
        while (index < end && json[index] >= '0' && json[index] <= '9') {
            number = number * 10 + (json[index++] - '0');
        }
        var digits = index - at;
        begins[field.ordinal()] = at;
        ends[field.ordinal()] = index;
        at = index;
        numbers[field.ordinal()] = number;
        return digits > 0 && (digits == 1 || first != '0') && field.allows(number);
    }

    private boolean take(char expected) {
        if (next() == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** The next byte that is not white space, without taking it; -1 at the end. */
    private int next() {
        while (at < json.length) {
            var character = json[at];
            if (character != ' ' && character != '\n' && character != '\t' && character != '\r') {
                return character & 0xff;
            }
            at++;
        }
        return -1;
    }
}
