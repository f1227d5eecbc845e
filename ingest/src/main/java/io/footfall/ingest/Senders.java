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
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * Finds out what ingest adds to a request's clicks, in the key and the headers of their records. A
 * request without a user agent comes from a program that brings other people's clicks, of whom
 * nothing is known.
 */
@Singleton
@Startup
final class Senders {
    private static final Logger LOG = Logger.getLogger(Senders.class);

    private final VisitorId visitorId;
    private final int trustedProxies;

    Senders(IngestConfig config) {
        visitorId = new VisitorId(config.visitorSecret().orElseGet(Senders::randomSecret), Clock.systemUTC());
        trustedProxies = config.trustedProxies();
    }

    private static String randomSecret() {
        LOG.warn("footfall.ingest.visitor-secret is not set: visitors are counted anew after a restart"
                + " and by every replica");
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    Sender of(HttpServerRequest request) {
        var address = address(request);
        var userAgent = request.getHeader(HttpHeaders.USER_AGENT);
        if (userAgent == null || userAgent.isBlank()) {
            return new Sender(null, List.of(), false, address);
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var key = visitorId.of(origin == null ? "" : origin, address, userAgent);
        return new Sender(key, List.<Header>of(), false, address);
    }

    private String address(HttpServerRequest request) {
        var socket = request.remoteAddress().hostAddress();
        return trustedProxies == 0
                ? socket
                : ClientAddress.of(
                        socket, String.join(",", request.headers().getAll("X-Forwarded-For")), trustedProxies);
    }
}
