package io.footfall.ingest.accesslog;

import java.util.Locale;

/** What a field of an access log means. The names are those of {@code footfall.ingest.access-log.fields}. */
enum LogField {
    TIME,
    ADDRESS,
    FORWARDED_FOR,
    METHOD,
    HOST(255),
    /** The name of a server; an address is none. */
    SITE(255),
    PATH(2_048),
    QUERY(2_048),
    /** The first line of a request, such as {@code GET / HTTP/1.1}, or a path. */
    REQUEST(2_048),
    STATUS,
    BYTES,
    SECONDS,
    MILLISECONDS,
    MICROSECONDS,
    NANOSECONDS,
    REFERRER(2_048),
    USER_AGENT(1_024),
    COUNTRY,
    /** A country as a proxy has found it, or else as the client claims. */
    COUNTRY_HEADER,
    /** A whole line of a log, which a shipper has put into a field. */
    LINE,
    /** Digits that nothing needs. */
    PORT,
    /** Anything that nothing needs. */
    IGNORED;

    /** A character of three bytes in UTF-8, each written as {@code \xe2}. */
    private static final int LONGEST_CHARACTER = 12;

    private final int longest;

    LogField() {
        this(1_024);
    }

    LogField(int longest) {
        this.longest = longest;
    }

    /** The most characters of a text. */
    int longest() {
        return longest;
    }

    /** As many bytes of a text as show that it is too long. */
    int mostBytes() {
        return (longest + 1) * LONGEST_CHARACTER;
    }

    /** A duration in this unit. */
    double milliseconds(double duration) {
        return switch (this) {
            case SECONDS -> duration * 1e3;
            case MICROSECONDS -> duration / 1e3;
            case NANOSECONDS -> duration / 1e6;
            default -> duration;
        };
    }

    String settingName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether no text of it has a space. */
    boolean isOneWord() {
        return this == ADDRESS || this == HOST || this == SITE;
    }

    /** Whether a line that has this field says something of a request. */
    boolean isOfRequest() {
        return this == REQUEST || this == PATH || this == STATUS || this == LINE;
    }
}
