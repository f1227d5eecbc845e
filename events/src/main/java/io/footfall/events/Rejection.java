package io.footfall.events;

/**
 * Why a click is not clean, from a closed list. {@link #code()} is what the header
 * {@value Headers#REASON} carries.
 */
public record Rejection(Reason reason, String field) {
    /** The code of a reason that concerns one field ends in its name: {@code missing_field:article}. */
    public enum Reason {
        NOT_JSON("not_json"),
        NOT_OBJECT("not_object"),
        MISSING_FIELD("missing_field"),
        WRONG_TYPE("wrong_type"),
        BAD_VALUE("bad_value"),
        /** A time in seconds, or in another unit than milliseconds. */
        NOT_MILLISECONDS("not_milliseconds"),
        IN_FUTURE("in_future"),
        TOO_OLD("too_old"),
        /** The click is clean, but InfluxDB refuses its point for good. */
        NOT_STORED("not_stored");

        private final String code;

        Reason(String code) {
            this.code = code;
        }
    }

    /** A rejection of the click as a whole. */
    public static Rejection of(Reason reason) {
        return new Rejection(reason, "");
    }

    /** A short, stable code for people and programs. */
    public String code() {
        return field.isEmpty() ? reason.code : reason.code + ":" + field;
    }
}
