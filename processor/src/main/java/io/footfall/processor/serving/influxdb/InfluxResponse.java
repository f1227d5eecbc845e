package io.footfall.processor.serving.influxdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.footfall.events.Json;
import io.footfall.events.text.SingleLine;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A response to a write request, of InfluxDB or of whatever is between: a proxy, a firewall, a port that expects TLS. Only
 * InfluxDB can refuse points; it says so in JSON with a {@code code} that belongs to the status. That it has stored all
 * points but some it says in the same words with several statuses, depending on its version.
 *
 * @param retryAfter the header of that name, empty if there is none
 * @param platformCode the header {@code X-Platform-Error-Code}, empty if there is none
 * @param body its beginning
 */
record InfluxResponse(int status, String retryAfter, String platformCode, String body) {
    /** The only status that means that points are stored. Others below 300 come from login pages and the like. */
    static final int STORED = 204;

    private static final int TOO_LARGE = 413;

    /** Statuses with which InfluxDB refuses points, and the codes that belong to them. */
    private static final Map<Integer, Set<String>> REFUSALS = Map.of(
            400,
            Set.of("invalid", "empty value"),
            TOO_LARGE,
            Set.of("request too large"),
            422,
            Set.of("unprocessable entity", "conflict"));

    /** With it InfluxDB 3 refuses a batch with a point that is too old, and tokens that may not write. */
    private static final int FORBIDDEN = 403;

    private static final Pattern BEFORE_RETENTION = Pattern.compile("\\boutside (?:of )?the retention period\\b");
    private static final Pattern OLDEST = Pattern.compile("minimum acceptable timestamp is ([-+:.TZ0-9]{1,40}[Z0-9])");

    /** What InfluxDB says if it has stored all points of a batch but some: 1.x with 400, 2.0 with 500, newer ones with 422. */
    private static final Pattern PARTIAL_WRITE = Pattern.compile("partial write: (.*)\\bdropped=(\\d{1,9})\\b");

    private static final Set<Integer> PARTIAL_WRITE_STATUSES = Set.of(400, 422, 500);
    /** InfluxDB 3 has stored all points but some, and does not say how many. */
    private static final String PARTIAL_WRITE_OF_VERSION_3 = "partial write of line protocol occurred";

    /** In the reason: 1.12 names the retention policy of the bucket behind every reason. */
    private static final Pattern TOO_OLD = Pattern.compile("\\bretention (?:policy|period)\\b");
    /** In the notation of Go. */
    private static final Pattern RETENTION =
            Pattern.compile("retention policy of duration (\\d{1,7}h\\d{1,2}m\\d{1,2}s)");

    private static final String UNPARSABLE = "unable to parse '";
    /** Visitors have written some of it. What follows its last quote are InfluxDB's own words. */
    private static final Pattern QUOTED_LINES = Pattern.compile("(?s)" + UNPARSABLE + ".*':");
    /** The message repeats the whole line before the reason. */
    private static final Pattern REPEATED_LINE = Pattern.compile("(" + UNPARSABLE + ".{0,60})[^\\n]*(':)");

    private static final int LONGEST_REASON = 300;
    private static final long LONGEST_RETRY_AFTER = 300;

    /**
     * What became of the batch.
     *
     * @param points number of points in it
     * @param now when InfluxDB has answered
     */
    WriteOutcome outcome(int points, Instant now) {
        if (status == STORED) {
            return new WriteOutcome.Stored();
        }
        var error = error();
        var message = message(error);
        var ownWords = QUOTED_LINES.matcher(message).replaceFirst("");
        var partial = PARTIAL_WRITE.matcher(ownWords);
        if (PARTIAL_WRITE_STATUSES.contains(status) && partial.find()) {
            var isTooOld = TOO_OLD.matcher(partial.group(1)).find();
            var dropped = Integer.parseInt(partial.group(2));
            return isTooOld
                    ? new WriteOutcome.Expired(dropped, retention(ownWords))
                    : new WriteOutcome.Dropped(reason(message), dropped);
        }
        if (isRefusal(error, message) || isBeforeRetention(error, ownWords)) {
            return points == 1 && isBeforeRetention(error, ownWords)
                    ? new WriteOutcome.Expired(1, retention(ownWords, now))
                    : new WriteOutcome.Refused(reason(message));
        }
        // A proxy may limit the size of a request: half of the batch may be small enough.
        return status == TOO_LARGE && points > 1
                ? new WriteOutcome.Refused(reason(message))
                : new WriteOutcome.Unavailable(reason(message), pause());
    }

    private static Optional<Duration> retention(String message) {
        var duration = RETENTION.matcher(message);
        return duration.find()
                ? Optional.of(Duration.parse("PT" + duration.group(1).toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** As much as InfluxDB 3 keeps, which says the time of the oldest point. */
    private static Optional<Duration> retention(String message, Instant now) {
        var oldest = OLDEST.matcher(message);
        try {
            return oldest.find()
                    ? Optional.of(Duration.between(
                                    OffsetDateTime.parse(oldest.group(1)).toInstant(), now))
                            .filter(kept -> !kept.isNegative())
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private boolean isBeforeRetention(JsonNode error, String message) {
        return status == FORBIDDEN
                && error.path("code").asText().equals("forbidden")
                && BEFORE_RETENTION.matcher(message).find();
    }

    private boolean isRefusal(JsonNode error, String message) {
        var code = error.path("code");
        var known = code.isTextual() ? code.textValue() : codeOfNoJson(error);
        var isOfVersion1 = status == 400 && code.isMissingNode() && message.startsWith(UNPARSABLE);
        var isOfVersion3 = code.isMissingNode()
                && REFUSALS.containsKey(status)
                && error.path("error").asText().equals(PARTIAL_WRITE_OF_VERSION_3);
        return isOfVersion1
                || isOfVersion3
                || REFUSALS.getOrDefault(status, Set.of()).contains(known);
    }

    /** A message that repeats a long line does not arrive whole, and its beginning is no JSON. */
    private String codeOfNoJson(JsonNode error) {
        return error.isMissingNode() ? platformCode : "";
    }

    /** InfluxDB 1.x and 3 have it in another field; 3 has what is wrong with each line in one more. */
    private static String message(JsonNode error) {
        var message = error.path("message").asText(error.path("error").asText());
        var first = error.at("/data/0/error_message").asText();
        return first.isEmpty() ? message : message + ": " + first;
    }

    private String reason(String message) {
        var text = REPEATED_LINE
                .matcher(message.isEmpty() ? body.strip() : message)
                .replaceAll("$1…$2");
        return status + " " + SingleLine.of(text, LONGEST_REASON);
    }

    /** The body as JSON, or a node without fields. */
    private JsonNode error() {
        try {
            return Json.read(body.getBytes(UTF_8), JsonNode.class);
        } catch (UncheckedIOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** The header in seconds. A date is ignored: InfluxDB does not send one. */
    private Duration pause() {
        return retryAfter.matches("\\d{1,9}")
                ? Duration.ofSeconds(Math.min(LONGEST_RETRY_AFTER, Long.parseLong(retryAfter)))
                : Duration.ZERO;
    }
}
