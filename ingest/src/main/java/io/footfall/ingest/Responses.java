package io.footfall.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Writes responses: {@code {"success":true}}, or {@code false} with a message. */
public final class Responses {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
    private static final Buffer SUCCESS = Buffer.buffer("{\"success\":true}");

    private Responses() {}

    /** A connection whose request body was not read to its end cannot be used for the next request. */
    public static void closeAfterBody(HttpServerRequest request) {
        var response = request.response();
        if (!request.isEnded() && !response.closed()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            request.handler(rest -> {});
            request.endHandler(end -> request.connection().close());
            request.resume();
        }
    }

    public static void success(HttpServerResponse response) {
        end(response.setStatusCode(200), SUCCESS);
    }

    public static void rejected(HttpServerResponse response, RejectedRequest rejection) {
        if (!rejection.retryAfter().isZero()) {
            response.putHeader(RETRY_AFTER, seconds(rejection.retryAfter()));
        }
        end(response.setStatusCode(rejection.reason().status), message(rejection.getMessage()));
    }

    public static void methodNotAllowed(HttpServerResponse response, String methods) {
        response.putHeader(HttpHeaders.ALLOW, methods);
        end(response.setStatusCode(405), message("this path has the methods " + methods));
    }

    public static void failed(HttpServerResponse response) {
        end(response.setStatusCode(500), message("internal error; see the log of ingest"));
    }

    /** A response with a body of its own. */
    public static void json(HttpServerResponse response, int status, JsonObject body) {
        end(response.setStatusCode(status), body.toBuffer());
    }

    private static Buffer message(String text) {
        return new JsonObject().put("success", false).put("message", text).toBuffer();
    }

    private static void end(HttpServerResponse response, Buffer body) {
        if (!response.closed() && !response.ended()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body);
        }
    }

    /**
     * Up to twice the time, at random, so that clients rejected at the same moment do not all retry at the same moment.
     */
    private static String seconds(Duration atLeast) {
        var millis = atLeast.toMillis();
        return Long.toString(Math.max(1, (millis + ThreadLocalRandom.current().nextLong(millis + 1) + 999) / 1_000));
    }
}
