package io.footfall.ingest.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a request brought: bytes in, either the clicks in them, byte for byte, or what is wrong with
 * the whole out. Looks only at the shape, never at the fields.
 */
public sealed interface ClickBody {
    /** One click, or the elements of an array, each as it was sent. */
    record Clicks(List<byte[]> clicks) implements ClickBody {}

    /** Not JSON, or neither an object nor an array of objects. */
    record Malformed(String message) implements ClickBody {}

    /** A click is larger than the log takes. */
    record TooLarge(String message) implements ClickBody {}

    /**
     * Takes a body apart.
     *
     * @param maxClick the largest click that is taken, in bytes
     */
    static ClickBody of(byte[] body, int maxClick) {
        try (var json = Splitter.JSON.createParser(body)) {
            return new Splitter(body, json, maxClick).split();
        } catch (IOException e) {
            return new Malformed("not JSON: " + e.getMessage());
        }
    }

    /** Walks once over a body. */
    final class Splitter {
        /** UTF-8 and nothing else, as the contract says. */
        private static final JsonFactory JSON = JsonFactory.builder()
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .build();

        private final byte[] body;
        private final JsonParser json;
        private final int maxClick;
        private final List<byte[]> clicks = new ArrayList<>();

        private Splitter(byte[] body, JsonParser json, int maxClick) {
            this.body = body;
            this.json = json;
            this.maxClick = maxClick;
        }

        private ClickBody split() throws IOException {
            try {
                var first = json.nextToken();
                if (first == JsonToken.START_ARRAY) {
                    return splitArray();
                }
                if (first != JsonToken.START_OBJECT) {
                    return new Malformed("neither a JSON object nor an array of them");
                }
                json.skipChildren();
                expectEnd();
            } catch (JsonProcessingException e) {
                return new Malformed("not JSON: " + describe(e));
            }
            return body.length > maxClick ? tooLarge("the click") : new Clicks(List.of(body));
        }

        private ClickBody splitArray() throws IOException {
            try {
                for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                    if (token != JsonToken.START_OBJECT) {
                        return new Malformed(element() + " is not a JSON object");
                    }
                    var click = slice();
                    if (click.length > maxClick) {
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
            json.skipChildren();
            return Arrays.copyOfRange(body, begin, (int) json.currentLocation().getByteOffset());
        }

        private void expectEnd() throws IOException {
            if (json.nextToken() != null) {
                throw new com.fasterxml.jackson.core.JsonParseException(json, "something follows the JSON value");
            }
        }

        /** Names the element that is being read, counted from 0. */
        private String element() {
            return "element " + clicks.size();
        }

        private TooLarge tooLarge(String what) {
            return new TooLarge(what + " is larger than " + maxClick + " bytes");
        }

        private static String describe(JsonProcessingException e) {
            var location = e.getLocation();
            // Of an unfinished value Jackson tells where it began, in terms that mean nothing to a sender.
            var message = e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
            return message + (location == null ? "" : " (byte " + location.getByteOffset() + ")");
        }
    }
}
