package io.footfall.events;

/** Record headers; their values are UTF-8 text. */
public final class Headers {
    /** In {@code clicks}: the country that ingest has found out, ISO 3166-1 alpha-2 in upper case; absent if unknown. */
    public static final String COUNTRY = "country";
    /** In {@code clicks}: the name of the bot that sent the click, at most 40 printable characters; absent for people. */
    public static final String BOT = "bot";
    /** Why a record of {@code clicks-rejected} or {@code alerts-undelivered} is there: a short, stable code. */
    public static final String REASON = "reason";
    /** The offset in the log that a derived record comes from; its partition is the derived record's own. */
    public static final String SOURCE_OFFSET = "source-offset";
    /** In rejected and forbidden records, for people and tools that move them about: topic and partition in the log. */
    public static final String SOURCE_TOPIC = "source-topic";

    public static final String SOURCE_PARTITION = "source-partition";
    /** In rejected and forbidden records: when the log took the click, ms since the epoch. */
    public static final String SOURCE_TIMESTAMP = "source-timestamp";
    /** The normalised path that made a click forbidden, such as {@code /admin}. */
    public static final String FORBIDDEN_PATH = "forbidden-path";
    /** The configured pattern that the path matches, such as {@code /admin/**}. */
    public static final String FORBIDDEN_PATTERN = "forbidden-pattern";

    private Headers() {}
}
