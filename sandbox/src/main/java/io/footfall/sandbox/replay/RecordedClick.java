package io.footfall.sandbox.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.footfall.events.ClickJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** A line of a file of clicks. Its event time can be replaced without changing the other bytes. */
final class RecordedClick {
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] bytes;
    private final boolean object;
    private final int timeFrom;
    private final int timeTo;
    private final long time;

    private RecordedClick(byte[] bytes, boolean object, int timeFrom, int timeTo, long time) {
        this.bytes = bytes;
        this.object = object;
        this.timeFrom = timeFrom;
        this.timeTo = timeTo;
        this.time = time;
    }

    static RecordedClick of(byte[] line) {
        try (var json = JSON.createParser(line)) {
            return json.nextToken() == JsonToken.START_OBJECT ? ofObject(line, json) : notObject(line);
        } catch (IOException e) {
            return notObject(line);
        }
    }

    private static RecordedClick ofObject(byte[] line, JsonParser json) throws IOException {
        var click = new RecordedClick(line, true, 0, 0, 0);
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var value = json.nextToken();
            if (name.equals(ClickJson.TS_INGEST) && value == JsonToken.VALUE_NUMBER_INT && fitsLong(json)) {
                var from = (int) json.currentTokenLocation().getByteOffset();
                click = new RecordedClick(line, true, from, from + json.getTextLength(), json.getLongValue());
            }
            json.skipChildren();
        }
        return json.nextToken() == null ? click : notObject(line);
    }

    private static boolean fitsLong(JsonParser json) throws IOException {
        return json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    private static RecordedClick notObject(byte[] line) {
        return new RecordedClick(line, false, 0, 0, 0);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether the line is one JSON object, so that it can be sent in an array of clicks. */
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
        return new RecordedClick(shifted, true, timeFrom, timeFrom + digits.length, newTime);
    }
}
