package io.footfall.ingest;

import io.footfall.ingest.Refused.Reason;
import io.footfall.ingest.admission.Sites;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Lets the pages of configured sites send clicks from a browser, and no others. */
@Singleton
final class CrossOrigin {
    private static final Logger LOG = Logger.getLogger(CrossOrigin.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
    private static final int LONGEST_NAME = 100;
    private static final String A_DAY = "86400";

    private final Sites sites;
    private final Metrics metrics;
    private final AtomicLong nextLine = new AtomicLong(System.nanoTime());

    CrossOrigin(IngestConfig config, Metrics metrics) {
        this.sites = new Sites(config.sites().orElse(List.of()));
        this.metrics = metrics;
    }

    /** Lets a request pass, with what its answer must say to the browser, or fails with {@link Refused}. */
    Uni<HttpServerRequest> admitted(HttpServerRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return Uni.createFrom().item(request);
        }
        if (!sites.allow(origin, request.getHeader(HttpHeaders.HOST))) {
            tell(origin);
            // So that the page's script can read that these clicks are in vain, and does not keep them.
            request.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            return Uni.createFrom().failure(new Refused(Reason.SITE, "clicks of this site are not taken here"));
        }
        request.response()
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        return Uni.createFrom().item(request);
    }

    /** Answers a browser that asks before it sends. */
    void preflight(RoutingContext routing) {
        admitted(routing.request())
                .subscribe()
                .with(
                        request -> routing.response()
                                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST")
                                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Content-Encoding")
                                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, A_DAY)
                                .setStatusCode(204)
                                .end(),
                        failure -> {
                            metrics.refused(Reason.SITE);
                            Answers.refused(routing.response(), (Refused) failure);
                        });
    }

    /** One line a minute: a stranger must not fill the log. */
    private void tell(String origin) {
        var now = System.nanoTime();
        var next = nextLine.get();
        if (now - next >= 0 && nextLine.compareAndSet(next, now + BETWEEN_LINES.toNanos())) {
            LOG.warnf(
                    "refused clicks of pages of '%s', a site that is not in footfall.ingest.sites"
                            + " (said at most once a minute)",
                    origin.replaceAll("[^ -~]", "?").substring(0, Math.min(LONGEST_NAME, origin.length())));
        }
    }
}
