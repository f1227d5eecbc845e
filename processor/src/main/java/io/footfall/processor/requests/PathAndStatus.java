package io.footfall.processor.requests;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.footfall.events.requests.Request;
import io.footfall.events.requests.RequestJson;
import java.io.IOException;

/**
 * What decides whether a request is suspicious. Ingest writes path and status among the first fields, and nothing behind
 * them is read.
 *
 * @param path null if the access log lacks it
 * @param status {@link Request#UNKNOWN} if the access log lacks it
 */
record PathAndStatus(String path, int status) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /**
     * Reads the value of a record of {@code requests}.
     *
     * @throws IOException if it is no JSON object with these fields
     */
    static PathAndStatus read(byte[] value) throws IOException {
        try (var json = JSON.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a request: no JSON object");
            }
            String path = null;
            int status = Request.UNKNOWN;
            for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                switch (field) {
                    case RequestJson.PATH -> path = json.getText();
                    case RequestJson.STATUS -> status = json.getIntValue();
                    default -> json.skipChildren();
                }
                if (path != null && status != Request.UNKNOWN) {
                    break;
                }
            }
            return new PathAndStatus(path, status);
        }
    }
}
