package io.footfall.events.requests;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.footfall.events.JsonBytes;
import java.io.IOException;

/**
 * JSON of a request in {@code requests}; fields that the access log lacks are left out. Written by hand and read token
 * by token, because this code runs for every request.
 */
public final class RequestJson {
    public static final String TS = "ts";
    public static final String METHOD = "method";
    public static final String HOST = "host";
    public static final String PATH = "path";
    public static final String STATUS = "status";
    public static final String BYTES = "bytes";
    public static final String DURATION_MS = "duration_ms";
    public static final String REFERRER = "referrer";
    public static final String USER_AGENT = "user_agent";
    public static final String COUNTRY = "country";
    public static final String TRUNCATED = "truncated";

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private RequestJson() {}

    /** The value of a record; surrogates of the texts must be in pairs. */
    public static byte[] write(Request request) {
        var json = new JsonBytes();
        json.name(TS).number(request.ts());
        text(json, METHOD, request.method());
        text(json, HOST, request.host());
        text(json, PATH, request.path());
        number(json, STATUS, request.status());
        number(json, BYTES, request.bytes());
        number(json, DURATION_MS, request.durationMs());
        text(json, REFERRER, request.referrer());
        text(json, USER_AGENT, request.userAgent());
        text(json, COUNTRY, request.country());
        if (request.truncated()) {
            json.name(TRUNCATED).literal("true");
        }
        return json.end();
    }

    private static void text(JsonBytes json, String name, String text) {
        if (text != null) {
            json.name(name).text(text);
        }
    }

    private static void number(JsonBytes json, String name, long number) {
        if (number >= 0) {
            json.name(name).number(number);
        }
    }

    /**
     * Reads back what {@link #write} wrote.
     *
     * @throws IOException if the bytes are anything else
     */
    public static Request read(byte[] value) throws IOException {
        try (var json = JSON.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a request: no JSON object");
            }
            return readFields(json);
        }
    }

    private static Request readFields(JsonParser json) throws IOException {
        long ts = Request.UNKNOWN;
        long bytes = Request.UNKNOWN;
        long duration = Request.UNKNOWN;
        int status = Request.UNKNOWN;
        String method = null;
        String host = null;
        String path = null;
        String referrer = null;
        String userAgent = null;
        String country = null;
        boolean truncated = false;
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case TS -> ts = json.getLongValue();
                case METHOD -> method = json.getText();
                case HOST -> host = json.getText();
                case PATH -> path = json.getText();
                case STATUS -> status = json.getIntValue();
                case BYTES -> bytes = json.getLongValue();
                case DURATION_MS -> duration = json.getLongValue();
                case REFERRER -> referrer = json.getText();
                case USER_AGENT -> userAgent = json.getText();
                case COUNTRY -> country = json.getText();
                case TRUNCATED -> truncated = json.getBooleanValue();
                default -> json.skipChildren();
            }
        }
        if (ts < 0) {
            throw new IOException("not a request: no time");
        }
        return new Request(ts, method, host, path, status, bytes, duration, referrer, userAgent, country, truncated);
    }
}
