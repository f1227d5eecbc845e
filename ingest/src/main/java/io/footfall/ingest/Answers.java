package io.footfall.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** What a sender is told: {@code {"success":true}}, or {@code false} and why. */
final class Answers {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
    private static final Buffer TAKEN = Buffer.buffer("{\"success\":true}");

    private Answers() {}

    static void taken(HttpServerResponse response) {
        end(response.setStatusCode(200), TAKEN);
    }

    static void refused(HttpServerResponse response, Refused refusal) {
        if (!refusal.retryAfter().isZero()) {
            response.putHeader(RETRY_AFTER, seconds(refusal.retryAfter()));
        }
        end(response.setStatusCode(refusal.reason().status), message(refusal.getMessage()));
    }

    static void failed(HttpServerResponse response) {
        end(response.setStatusCode(500), message("ingest has failed; it is in its log"));
    }

    private static Buffer message(String text) {
        return new JsonObject().put("success", false).put("message", text).toBuffer();
    }

    private static void end(HttpServerResponse response, Buffer body) {
        // A sender that has gone has no use for an answer.
        if (!response.closed() && !response.ended()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body);
        }
    }

    /** Once to twice the time, so that those who were refused together do not come back together. */
    private static String seconds(Duration atLeast) {
        var millis = atLeast.toMillis();
        return Long.toString(Math.max(1, (millis + ThreadLocalRandom.current().nextLong(millis + 1) + 999) / 1_000));
    }
}
