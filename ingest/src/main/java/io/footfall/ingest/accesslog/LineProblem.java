package io.footfall.ingest.accesslog;

import java.util.Locale;

/** Why a line of an access log is rejected. */
public enum LineProblem {
    FORMAT("has none of the formats (footfall.ingest.access-log.format)"),
    JSON("is not a JSON object"),
    FIELDS("has neither a request nor a status (footfall.ingest.access-log.fields)"),
    VALUE("has a time, a number or an address that cannot be read");

    private final String message;

    LineProblem(String message) {
        this.message = message;
    }

    /** A short, stable code, also a label of a metric. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For the sender; continues "line 7 …". */
    public String message() {
        return message;
    }
}
