package io.footfall.ingest.accesslog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Reads objects of JSON logs, token by token. */
final class JsonLogParser {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 64;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            // Shippers choose the names: they must not stay in memory, or exceed the symbol table.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            // As nginx writes them with escape=none.
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private final FieldNames names;
    private final Map<LogField, Integer> ranks = new EnumMap<>(LogField.class);
    private LogEntry entry;
    private boolean isReadable;

    JsonLogParser(FieldNames names) {
        this.names = names;
    }

    static JsonParser open(byte[] json, int begin, int end) throws IOException {
        return JSON.createParser(json, begin, end - begin);
    }

    /** Reads an object whose beginning has been read. The entry has all fields that can be read. */
    LogEntry read(int number, JsonParser json) throws IOException {
        entry = new LogEntry(number);
        isReadable = true;
        ranks.clear();
        readObject(json, names.root());
        return entry;
    }

    /** Whether every field of the last entry could be read. */
    boolean isReadable() {
        return isReadable;
    }

    private void readObject(JsonParser json, FieldNames.Node node) throws IOException {
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var child = node.child(name);
            var token = json.nextToken();
            if (child == null) {
                json.skipChildren();
            } else if (token == JsonToken.START_OBJECT) {
                readObject(json, child);
            } else if (token == JsonToken.START_ARRAY) {
                readArray(json, child);
            } else {
                readValue(json, token, child);
            }
        }
    }

    /** Of a header that was sent several times, the first counts. */
    private void readArray(JsonParser json, FieldNames.Node node) throws IOException {
        boolean isFirst = true;
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token.isStructStart()) {
                json.skipChildren();
            } else if (isFirst) {
                readValue(json, token, node);
            }
            isFirst = false;
        }
    }

    private void readValue(JsonParser json, JsonToken token, FieldNames.Node node) throws IOException {
        var field = node.field();
        if (field == null || token == JsonToken.VALUE_NULL) {
            return;
        }
        var before = ranks.get(field);
        if (before != null && node.rank() >= before) {
            return;
        }
        var isSet =
                switch (token) {
                    case VALUE_STRING -> entry.set(field, json.getText());
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> entry.set(field, json.getDoubleValue());
                    default -> true;
                };
        isReadable &= isSet;
        ranks.put(field, node.rank());
    }
}
