package io.footfall.ingest;

import io.footfall.events.text.SingleLine;
import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.admission.AllowedOrigins;
import io.footfall.ingest.visitor.ForwardedHost;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Cross-origin resource sharing (CORS): pages of the configured sites may send clicks, pages of other sites may not.
 */
@Singleton
final class CrossOrigin {
    private static final Logger LOG = Logger.getLogger(CrossOrigin.class);
    private static final Duration WARNING_INTERVAL = Duration.ofMinutes(1);
    private static final int LONGEST_ORIGIN = 100;
    private static final String A_DAY = "86400";

    private final AllowedOrigins origins;
    private final int trustedProxies;
    private final IngestMetrics metrics;
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    CrossOrigin(IngestConfig config, IngestMetrics metrics) {
        this.origins = new AllowedOrigins(config.sites().orElse(List.of()));
        this.trustedProxies = config.trustedProxies();
        this.metrics = metrics;
    }

    /** Sets the CORS headers of the response; fails with {@link RejectedRequest} if the page's site is not allowed. */
    Uni<HttpServerRequest> admit(HttpServerRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return Uni.createFrom().item(request);
        }
        if (!origins.contains(origin) && !isOwn(origin, request)) {
            warn(origin, request.getHeader(HttpHeaders.HOST));
            // Allows the page's script to read the status, so that it does not retry.
            request.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            return Uni.createFrom().failure(new RejectedRequest(Reason.SITE, "this site may not send clicks"));
        }
        request.response()
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        return Uni.createFrom().item(request);
    }

    /** Proxies are asked last, because they are seldom needed. */
    private boolean isOwn(String origin, HttpServerRequest request) {
        return AllowedOrigins.isSame(origin, request.getHeader(HttpHeaders.HOST))
                || ForwardedHost.of(name -> String.join(",", request.headers().getAll(name)), trustedProxies).stream()
                        .anyMatch(host -> AllowedOrigins.isSame(origin, host));
    }

    void preflight(RoutingContext routing) {
        admit(routing.request())
                .subscribe()
                .with(
                        request -> routing.response()
                                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST")
                                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Content-Encoding")
                                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, A_DAY)
                                .setStatusCode(204)
                                .end(),
                        failure -> {
                            metrics.rejected(Reason.SITE);
                            Responses.rejected(routing.response(), (RejectedRequest) failure);
                        });
    }

    /** Once a minute, because anybody can cause this line. */
    private void warn(String origin, String host) {
        var now = System.nanoTime();
        var next = nextWarning.get();
        if (now - next >= 0 && nextWarning.compareAndSet(next, now + WARNING_INTERVAL.toNanos())) {
            LOG.warnf(
                    "Rejected clicks from pages of '%s', which is not in footfall.ingest.sites, and not the host '%s'"
                            + " that they were sent to (logged at most once a minute)",
                    SingleLine.of(origin, LONGEST_ORIGIN), SingleLine.of(host == null ? "" : host, LONGEST_ORIGIN));
        }
    }
}
