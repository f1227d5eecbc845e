package io.footfall.processor.serving.influxdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.footfall.events.Json;
import io.footfall.events.text.SingleLine;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A response to a write request, of InfluxDB or of whatever is between: a proxy, a firewall, a port that expects TLS. Only
 * InfluxDB can refuse points; it says so in JSON with a {@code code} that belongs to the status.
 *
 * @param retryAfter the header of that name, empty if there is none
 */
record InfluxResponse(int status, String retryAfter, String body) {
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

    /** What InfluxDB says if it has stored all points of a batch but some. */
    private static final Pattern PARTIAL_WRITE = Pattern.compile("partial write: .*\\bdropped=(\\d{1,9})\\b");

    private static final String TOO_OLD = "retention policy";
    private static final int LONGEST_REASON = 300;
    private static final long LONGEST_RETRY_AFTER = 300;

    /**
     * What became of the batch.
     *
     * @param points number of points in it
     */
    WriteOutcome outcome(int points) {
        if (status == STORED) {
            return new WriteOutcome.Stored();
        }
        var error = error();
        var message = error.path("message").asText();
        var reason = status + " " + SingleLine.of(message.isEmpty() ? body.strip() : message, LONGEST_REASON);
        if (isRefusal(error)) {
            return refusal(reason, message);
        }
        // A proxy may limit the size of a request: half of the batch may be small enough.
        return status == TOO_LARGE && points > 1
                ? new WriteOutcome.Refused(reason, OptionalInt.empty(), false)
                : new WriteOutcome.Unavailable(reason, pause());
    }

    private boolean isRefusal(JsonNode error) {
        var code = error.path("code");
        return code.isTextual() && REFUSALS.getOrDefault(status, Set.of()).contains(code.textValue());
    }

    private static WriteOutcome refusal(String reason, String message) {
        var partial = PARTIAL_WRITE.matcher(message);
        return partial.find()
                ? new WriteOutcome.Refused(
                        reason, OptionalInt.of(Integer.parseInt(partial.group(1))), message.contains(TOO_OLD))
                : new WriteOutcome.Refused(reason, OptionalInt.empty(), false);
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
