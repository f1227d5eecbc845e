package io.footfall.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.footfall.events.Headers;
import io.footfall.ingest.visitor.Bots;
import io.footfall.ingest.visitor.ClientAddress;
import io.footfall.ingest.visitor.Country;
import io.footfall.ingest.visitor.Networks;
import io.footfall.ingest.visitor.VisitorId;
import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
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
    private final Country country;
    private final Networks trusted;
    private final int trustedProxies;
    private final String countryHeader;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    Senders(IngestConfig config) {
        visitorId = new VisitorId(config.visitorSecret().orElseGet(Senders::randomSecret), Clock.systemUTC());
        country = new Country(
                config.countryDatabase().orElse(null), config.defaultCountry().orElse(null));
        trusted = new Networks(config.trustedSenders().orElse(List.of()));
        trustedProxies = config.trustedProxies();
        countryHeader = config.countryHeader();
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
        var isTrusted = trusted.contains(address);
        var network = ClientAddress.network(address);
        var userAgent = request.getHeader(HttpHeaders.USER_AGENT);
        if (userAgent == null || userAgent.isBlank()) {
            return new Sender(null, List.of(), isTrusted, network);
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var key = visitorId.of(origin == null ? "" : origin, address, userAgent);
        return new Sender(key, headers(request, address, userAgent), isTrusted, network);
    }

    private List<Header> headers(HttpServerRequest request, String address, String userAgent) {
        var headers = new ArrayList<Header>(2);
        country.of(trustedProxies == 0 ? null : request.getHeader(countryHeader), address)
                .ifPresent(code -> headers.add(header(Headers.COUNTRY, code)));
        Bots.name(userAgent).ifPresent(name -> headers.add(header(Headers.BOT, name)));
        return headers;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(US_ASCII));
    }

    private String address(HttpServerRequest request) {
        var socket = request.remoteAddress().hostAddress();
        if (trustedProxies == 0) {
            warnOfProxy(request);
        }
        return trustedProxies == 0
                ? socket
                : ClientAddress.of(
                        socket, String.join(",", request.headers().getAll("X-Forwarded-For")), trustedProxies);
    }

    /** Once: all visitors behind a proxy that nobody has told of are one client, and are soon answered 429. */
    private void warnOfProxy(HttpServerRequest request) {
        if (!hasWarned.get() && request.headers().contains("X-Forwarded-For") && hasWarned.compareAndSet(false, true)) {
            LOG.warn("a request has X-Forwarded-For, but footfall.ingest.trusted-proxies is 0: if there is a proxy, its"
                    + " visitors are taken for one");
        }
    }
}
