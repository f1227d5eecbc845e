package io.footfall.ingest.tracker;

import io.footfall.ingest.IngestConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@code GET /tracker.js}: serves the script that websites include in their pages, from memory. */
@Singleton
class TrackerRoute {
    private static final int NOT_MODIFIED = 304;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final TrackerScript script = TrackerScript.load();
    private final Buffer plain = Buffer.buffer(script.plain().bytes());
    private final Buffer gzipped = Buffer.buffer(script.gzipped().bytes());
    private final String cacheControl;

    TrackerRoute(IngestConfig config) {
        cacheControl = "public, max-age=" + config.trackerMaxAge().toSeconds();
    }

    void route(@Observes Router router) {
        router.route("/tracker.js")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::answer);
        router.route("/tracker.js").handler(context -> context.response()
                .setStatusCode(METHOD_NOT_ALLOWED)
                .putHeader(HttpHeaders.ALLOW, "GET, HEAD")
                .end());
    }

    private void answer(RoutingContext context) {
        var headers = context.request().headers();
        var variant = script.variantFor(String.join(",", headers.getAll(HttpHeaders.ACCEPT_ENCODING)));
        var response = context.response()
                .putHeader(HttpHeaders.ETAG, variant.tag())
                .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .putHeader("X-Content-Type-Options", "nosniff")
                // Pages of other sites load the script; a script tag with crossorigin needs the second header.
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        if (variant.matches(String.join(",", headers.getAll(HttpHeaders.IF_NONE_MATCH)))) {
            response.setStatusCode(NOT_MODIFIED).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/javascript;charset=utf-8");
        if (variant.isGzip()) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        var body = variant.isGzip() ? gzipped : plain;
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }
}
