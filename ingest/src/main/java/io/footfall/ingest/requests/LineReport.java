package io.footfall.ingest.requests;

import io.footfall.ingest.accesslog.AccessLogBody.Lines;
import io.footfall.ingest.accesslog.AccessLogBody.RejectedLine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Reports which lines of a body were rejected, and why: to the sender, since shippers log what they are answered, and in
 * the log. Never with the line itself, which has an address.
 */
final class LineReport {
    private static final Logger LOG = Logger.getLogger(LineReport.class);
    private static final long WARNING_INTERVAL = Duration.ofMinutes(1).toNanos();
    private static final int MOST_LINES = 20;

    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    /** Whether a body is accepted: not if none of its lines can be read. */
    static boolean isTaken(Lines lines) {
        return lines.rejected().isEmpty() || !lines.entries().isEmpty();
    }

    /** The body of the response, with the first of the rejected lines. */
    static JsonObject of(Lines lines) {
        var rejected = lines.rejected();
        var response = new JsonObject()
                .put("success", isTaken(lines))
                .put("accepted", lines.entries().size())
                .put("rejected", rejected.size());
        if (!rejected.isEmpty()) {
            var first = new JsonArray();
            rejected.stream()
                    .limit(MOST_LINES)
                    .map(line -> new JsonObject()
                            .put("line", line.number())
                            .put("reason", line.problem().code()))
                    .forEach(first::add);
            response.put("message", message(rejected.get(0))).put("lines", first);
        }
        return response;
    }

    private static String message(RejectedLine line) {
        return "line " + line.number() + " " + line.problem().message();
    }

    /** At most once a minute. */
    void warn(Lines lines) {
        var rejected = lines.rejected();
        var now = System.nanoTime();
        var next = nextWarning.get();
        if (!rejected.isEmpty() && now - next >= 0 && nextWarning.compareAndSet(next, now + WARNING_INTERVAL)) {
            LOG.warnf(
                    "Rejected %d of %d lines of an access log: %s (logged at most once a minute)",
                    rejected.size(), rejected.size() + lines.entries().size(), message(rejected.get(0)));
        }
    }
}
