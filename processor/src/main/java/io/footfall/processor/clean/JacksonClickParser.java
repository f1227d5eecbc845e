package io.footfall.processor.clean;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.footfall.events.Click;
import io.footfall.events.Rejection;
import io.footfall.events.Rejection.Reason;
import io.footfall.events.text.CountryCode;
import io.footfall.events.text.UnicodeText;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.stream.Collectors;

/** Parses a click with Jackson, however it is written: gives the click, or the first problem with its fields. */
final class JacksonClickParser {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();
    private static final EnumMap<Field, Reason> ALL_MISSING = Arrays.stream(Field.values())
            .collect(Collectors.toMap(
                    field -> field,
                    field -> Reason.MISSING_FIELD,
                    (first, second) -> first,
                    () -> new EnumMap<>(Field.class)));

    private final EnumMap<Field, String> texts = new EnumMap<>(Field.class);
    private final EnumMap<Field, Long> numbers = new EnumMap<>(Field.class);
    /** The problem with each field; every field is missing until it is read. */
    private final EnumMap<Field, Reason> problems = new EnumMap<>(ALL_MISSING);

    private JacksonClickParser() {}

    /**
     * Parses one record.
     *
     * @return null if the record is JSON, but not an object
     * @throws IOException if the bytes are not JSON, or more than one JSON value
     */
    static JacksonClickParser parse(byte[] value) throws IOException {
        try (var json = JSON.createParser(value)) {
            var first = json.nextToken();
            if (first == null) {
                throw new IOException("no JSON value");
            }
            var parser = first == JsonToken.START_OBJECT ? new JacksonClickParser() : null;
            if (parser == null) {
                json.skipChildren();
            } else {
                parser.readObject(json);
            }
            if (json.nextToken() != null) {
                throw new IOException("more than one JSON value");
            }
            return parser;
        }
    }

    private void readObject(JsonParser json) throws IOException {
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var field = Field.named(name);
            var token = json.nextToken();
            if (field == null) {
                json.skipChildren();
            } else {
                setProblem(field, read(field, token, json));
            }
        }
    }

    /** If a field occurs twice, the last value counts, as in most JSON parsers. */
    private void setProblem(Field field, Reason problem) {
        if (problem == null) {
            problems.remove(field);
        } else {
            problems.put(field, problem);
        }
    }

    /** Reads one value, and returns its problem or null. */
    private Reason read(Field field, JsonToken token, JsonParser json) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return Reason.MISSING_FIELD;
        }
        if (token != (field.number ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_STRING)) {
            var problem = problem(field, Reason.WRONG_TYPE, json);
            json.skipChildren();
            return problem;
        }
        return field.number ? readNumber(field, json) : readText(field, json);
    }

    private Reason readNumber(Field field, JsonParser json) throws IOException {
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return problem(field, Reason.BAD_VALUE, json);
        }
        var number = json.getLongValue();
        numbers.put(field, number);
        return field.allows(number) ? null : problem(field, Reason.BAD_VALUE, json);
    }

    private static Reason problem(Field field, Reason usual, JsonParser json) throws IOException {
        return field == Field.TS_INGEST && OtherUnits.isTime(json.getText()) ? Reason.NOT_MILLISECONDS : usual;
    }

    private Reason readText(Field field, JsonParser json) throws IOException {
        var text = json.getText();
        texts.put(field, text);
        var isValid =
                switch (field) {
                    case VISITOR_COUNTRY -> CountryCode.isWellFormed(text);
                    case ARTICLE -> !text.isBlank() && UnicodeText.isWellFormed(text);
                    default -> UnicodeText.isWellFormed(text);
                };
        return isValid ? null : Reason.BAD_VALUE;
    }

    /** Adds to event time, in ms; what is no time after that is a bad value. */
    void correctClock(long clockCorrection) {
        var corrected = numbers.computeIfPresent(Field.TS_INGEST, (field, sent) -> sent + clockCorrection);
        if (corrected != null && !Field.isTime(corrected)) {
            problems.putIfAbsent(Field.TS_INGEST, Reason.BAD_VALUE);
        }
    }

    /** Sets the country of a click that names none; null, or what is not a country code, changes nothing. */
    void countryIfAbsent(String country) {
        if (namesNoCountry() && country != null && CountryCode.isWellFormed(country)) {
            texts.put(Field.VISITOR_COUNTRY, country);
            problems.remove(Field.VISITOR_COUNTRY);
        }
    }

    private boolean namesNoCountry() {
        var problem = problems.get(Field.VISITOR_COUNTRY);
        return problem == Reason.MISSING_FIELD
                || (problem == Reason.BAD_VALUE
                        && texts.get(Field.VISITOR_COUNTRY).isEmpty());
    }

    /** The rejection for the first field that is not valid, in the order of {@link Field}; null if all are. */
    Rejection problem() {
        return problems.entrySet().stream()
                .findFirst()
                .map(first -> new Rejection(first.getValue(), first.getKey().key))
                .orElse(null);
    }

    /** The click, if there is no {@link #problem()}. */
    Click click() {
        return new Click(
                texts.get(Field.VISITOR_PLATFORM),
                numbers.get(Field.TS_INGEST),
                texts.get(Field.ARTICLE_TITLE),
                texts.get(Field.VISITOR_COUNTRY).toUpperCase(Locale.ROOT),
                numbers.get(Field.VISITOR_PAGE_TIMER),
                texts.get(Field.VISITOR_OS),
                texts.get(Field.ARTICLE),
                numbers.get(Field.VISITOR_PAGE_HEIGHT),
                texts.get(Field.VISITOR_BROWSER));
    }
}
