package io.footfall.sandbox.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.footfall.events.ClickJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** A click of a file. Its event time can be replaced without changing the other bytes. */
final class RecordedClick {
    private static final JsonFactory JSON = new JsonFactory();

    private final RecordedLine line;
    private final byte[] bytes;
    private final boolean object;
    private final int timeFrom;
    private final int timeTo;
    private final long time;

    private RecordedClick(RecordedLine line, byte[] bytes, boolean object, int timeFrom, int timeTo, long time) {
        this.line = line;
        this.bytes = bytes;
        this.object = object;
        this.timeFrom = timeFrom;
        this.timeTo = timeTo;
        this.time = time;
    }

    /** The clicks of a line: one, or the elements of an array. A line that is no JSON counts as one click. */
    static List<RecordedClick> allOf(RecordedLine line) {
        try (var json = JSON.createParser(line.bytes())) {
            return switch (json.nextToken()) {
                case START_OBJECT -> List.of(ofObject(line, line.bytes(), json));
                case START_ARRAY -> ofArray(line, json);
                default -> List.of(notObject(line, line.bytes()));
            };
        } catch (IOException e) {
            return List.of(notObject(line, line.bytes()));
        }
    }

    private static List<RecordedClick> ofArray(RecordedLine line, JsonParser json) throws IOException {
        var clicks = new ArrayList<RecordedClick>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            var from = (int) json.currentTokenLocation().getByteOffset();
            json.skipChildren();
            json.finishToken();
            var to = (int) json.currentLocation().getByteOffset();
            clicks.add(of(line, Arrays.copyOfRange(line.bytes(), from, to)));
        }
        return json.nextToken() == null ? clicks : List.of(notObject(line, line.bytes()));
    }

    private static RecordedClick of(RecordedLine line, byte[] bytes) throws IOException {
        try (var json = JSON.createParser(bytes)) {
            return json.nextToken() == JsonToken.START_OBJECT ? ofObject(line, bytes, json) : notObject(line, bytes);
        }
    }

    private static RecordedClick ofObject(RecordedLine line, byte[] bytes, JsonParser json) throws IOException {
        var click = new RecordedClick(line, bytes, true, 0, 0, 0);
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var value = json.nextToken();
            if (name.equals(ClickJson.TS_INGEST) && value == JsonToken.VALUE_NUMBER_INT && fitsLong(json)) {
                var from = (int) json.currentTokenLocation().getByteOffset();
                click = new RecordedClick(line, bytes, true, from, from + json.getTextLength(), json.getLongValue());
            }
            json.skipChildren();
        }
        return json.nextToken() == null ? click : notObject(line, bytes);
    }

    private static boolean fitsLong(JsonParser json) throws IOException {
        return json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    private static RecordedClick notObject(RecordedLine line, byte[] bytes) {
        return new RecordedClick(line, bytes, false, 0, 0, 0);
    }

    RecordedLine line() {
        return line;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether it is a JSON object, so that it can be sent in an array of clicks. */
    boolean isObject() {
        return object;
    }

    /** Event time, ms since the epoch; empty if it is missing or not an integer. */
    OptionalLong time() {
        return timeTo > 0 ? OptionalLong.of(time) : OptionalLong.empty();
    }

    /** The same click with another event time. A click without one is not changed. */
    RecordedClick at(long newTime) {
        if (timeTo == 0) {
            return this;
        }
        var digits = Long.toString(newTime).getBytes(StandardCharsets.US_ASCII);
        var shifted = new byte[bytes.length - (timeTo - timeFrom) + digits.length];
        System.arraycopy(bytes, 0, shifted, 0, timeFrom);
        System.arraycopy(digits, 0, shifted, timeFrom, digits.length);
        System.arraycopy(bytes, timeTo, shifted, timeFrom + digits.length, bytes.length - timeTo);
        return new RecordedClick(line, shifted, true, timeFrom, timeFrom + digits.length, newTime);
    }
}
