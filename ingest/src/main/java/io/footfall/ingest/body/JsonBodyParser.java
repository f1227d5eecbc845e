package io.footfall.ingest.body;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.footfall.events.text.UnicodeText;
import io.footfall.ingest.body.ClickBody.Clicks;
import io.footfall.ingest.body.ClickBody.Malformed;
import io.footfall.ingest.body.ClickBody.TooLarge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parses one body in a single pass. */
final class JsonBodyParser {
    private static final int LONGEST_MESSAGE = 200;

    private final byte[] body;
    private final JsonParser json;
    private final BodyLimits limits;
    private final boolean hasEscapes;
    private final List<byte[]> clicks = new ArrayList<>();

    JsonBodyParser(byte[] body, JsonParser json, BodyLimits limits) {
        this.body = body;
        this.json = json;
        this.limits = limits;
        this.hasEscapes = Utf8.hasUnicodeEscape(body);
    }

    ClickBody read() throws IOException {
        try {
            var first = json.nextToken();
            if (first == JsonToken.START_ARRAY) {
                return readArray();
            }
            if (first != JsonToken.START_OBJECT) {
                return new Malformed("neither a JSON object nor an array of them");
            }
            skipObject();
            expectEnd();
        } catch (JsonProcessingException e) {
            return new Malformed("not JSON: " + describe(e));
        }
        return body.length > limits.click() ? tooLarge("the click") : new Clicks(List.of(body));
    }

    private ClickBody readArray() throws IOException {
        try {
            for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    return new Malformed(element() + " is not a JSON object");
                }
                if (clicks.size() == limits.clicks()) {
                    return new TooLarge(
                            "more than %d clicks; send them in several requests".formatted(limits.clicks()));
                }
                var click = slice();
                if (click.length > limits.click()) {
                    return tooLarge(element());
                }
                clicks.add(click);
            }
        } catch (JsonProcessingException e) {
            return new Malformed(element() + " is not JSON: " + describe(e));
        }
        expectEnd();
        return new Clicks(clicks);
    }

    private byte[] slice() throws IOException {
        var begin = (int) json.currentTokenLocation().getByteOffset();
        skipObject();
        return Arrays.copyOfRange(body, begin, (int) json.currentLocation().getByteOffset());
    }

    private void skipObject() throws IOException {
        for (int open = 1; open > 0; ) {
            var token = json.nextToken();
            if (token.isStructStart()) {
                open++;
            } else if (token.isStructEnd()) {
                open--;
            } else if (hasEscapes && (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)) {
                expectWellFormed(json.getText());
            }
        }
    }

    private void expectWellFormed(String text) throws IOException {
        if (text.indexOf(0) >= 0 || !UnicodeText.isWellFormed(text)) {
            throw new JsonParseException(
                    json, "a string has a NUL or half of a surrogate pair", json.currentLocation());
        }
    }

    private void expectEnd() throws IOException {
        if (json.nextToken() != null) {
            throw new JsonParseException(json, "something follows the JSON value", json.currentLocation());
        }
    }

    /** The element that is being parsed, counted from 0. */
    private String element() {
        return "element " + clicks.size();
    }

    private TooLarge tooLarge(String what) {
        return new TooLarge(what + " is larger than " + limits.click() + " bytes");
    }

    private static String describe(JsonProcessingException e) {
        // Jackson adds names of its own methods, which do not help the client.
        var message = e.getOriginalMessage()
                .replaceFirst(" \\(start marker at .*", "")
                .replaceFirst("(: enable|, from) `[^`]*`( to allow)?", "");
        var start = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + '…' : message;
        var location = e.getLocation();
        return start + (location == null ? "" : " (byte " + location.getByteOffset() + ")");
    }
}
