package io.footfall.ingest;

import io.footfall.ingest.visitor.ClientAddress;
import io.footfall.ingest.visitor.VisitorId;
import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The key of a request's clicks: the visitor's id. A request without a user agent comes from a
 * program that brings other people's clicks, of whom nothing is known.
 */
@Singleton
@Startup
class VisitorKey {
    private static final Logger LOG = Logger.getLogger(VisitorKey.class);

    private final VisitorId visitorId;
    private final int trustedProxies;

    VisitorKey(IngestConfig config) {
        visitorId = new VisitorId(config.visitorSecret().orElseGet(VisitorKey::randomSecret), Clock.systemUTC());
        trustedProxies = config.trustedProxies();
    }

    private static String randomSecret() {
        LOG.warn("footfall.ingest.visitor-secret is not set: visitors are counted anew after a restart"
                + " and by every replica");
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    Optional<String> of(HttpServerRequest request) {
        var userAgent = request.getHeader(HttpHeaders.USER_AGENT);
        if (userAgent == null || userAgent.isBlank()) {
            return Optional.empty();
        }
        var socket = request.remoteAddress().hostAddress();
        var forwardedFor = String.join(",", request.headers().getAll("X-Forwarded-For"));
        var site = Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN)).orElse("");
        return Optional.of(visitorId.of(site, ClientAddress.of(socket, forwardedFor, trustedProxies), userAgent));
    }
}
