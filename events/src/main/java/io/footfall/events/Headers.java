package io.footfall.events;

/** Names of record headers; values are UTF-8 text. */
public final class Headers {
    /** In {@code clicks}: the country that ingest determined, ISO 3166-1 alpha-2 in upper case; absent if unknown. */
    public static final String COUNTRY = "country";
    /**
     * In {@code requests}: which line of which request body the record is, the same if a shipper sends the body again:
     * 22 characters, a colon and the number of the line from 1.
     */
    public static final String LINE_ID = "line-id";
    /** In {@code clicks} and {@code requests}: the name of the bot that sent it, at most 40 printable characters. */
    public static final String BOT = "bot";
    /** In {@code clicks}: what to add to {@code ts_ingest}, see {@link ClockCorrection}; absent if it is less than 5 s. */
    public static final String CLOCK_CORRECTION = "clock-correction";
    /** Why a record of {@code clicks-rejected}, {@code requests-suspicious} or {@code alerts-undelivered} is there: a short, stable code. */
    public static final String REASON = "reason";
    /** In derived records: offset of the click in {@code clicks}; its partition has the number of the derived record's. */
    public static final String SOURCE_OFFSET = "source-offset";
    /** In rejected and forbidden records, for tools that move records: topic and partition of the click. */
    public static final String SOURCE_TOPIC = "source-topic";

    public static final String SOURCE_PARTITION = "source-partition";
    /** In rejected, forbidden and suspicious records: Kafka's timestamp of the click or request, ms since the epoch. */
    public static final String SOURCE_TIMESTAMP = "source-timestamp";
    /** The normalised path that made a click forbidden, such as {@code /admin}; its beginning, if it is long. */
    public static final String FORBIDDEN_PATH = "forbidden-path";
    /** The configured pattern that the path matches, such as {@code /admin/**}. */
    public static final String FORBIDDEN_PATTERN = "forbidden-pattern";

    /** In {@code requests-suspicious}: the path that was asked for, in the reading that matches; its beginning, if it is long. */
    public static final String PATH = "path";
    /** In {@code requests-suspicious}: the configured pattern that the path matches; absent for paths that were not found. */
    public static final String PATTERN = "pattern";

    private Headers() {}
}
