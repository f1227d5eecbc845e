package io.footfall.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.footfall.events.Headers;
import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.keys.VisitorKeys;
import io.footfall.ingest.visitor.BotDetector;
import io.footfall.ingest.visitor.CidrBlocks;
import io.footfall.ingest.visitor.ClientAddress;
import io.footfall.ingest.visitor.CountryResolver;
import io.footfall.ingest.visitor.VisitorId;
import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * Determines the {@link Sender} of a request: visitor id, country, bot. A request without a user agent is from a
 * program that forwards other people's clicks, so nothing is known of their visitors.
 */
@Singleton
@Startup
final class SenderResolver {
    private static final Logger LOG = Logger.getLogger(SenderResolver.class);

    private final VisitorId visitorId;
    private final CountryResolver country;
    private final CidrBlocks trusted;
    private final int trustedProxies;
    private final String countryHeader;
    private final Duration retryAfter;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    SenderResolver(IngestConfig config, VisitorKeys keys) {
        visitorId = new VisitorId(keys::mac, Clock.systemUTC());
        retryAfter = config.retryAfter();
        country = new CountryResolver(
                config.countryDatabase().orElse(null), config.defaultCountry().orElse(null));
        trusted = new CidrBlocks(config.trustedSenders().orElse(List.of()));
        trustedProxies = config.trustedProxies();
        countryHeader = config.countryHeader();
    }

    /** Throws {@link RejectedRequest} as long as no visitor's id of today can be known. */
    Sender resolve(HttpServerRequest request) {
        var address = address(request);
        var isTrusted = trusted.contains(address);
        var network = ClientAddress.network(address);
        var userAgent = request.getHeader(HttpHeaders.USER_AGENT);
        if (userAgent == null || userAgent.isBlank()) {
            return new Sender(null, List.of(), isTrusted, network);
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var key = visitorId
                .of(origin == null ? "" : origin, address, userAgent)
                .orElseThrow(() -> new RejectedRequest(
                        Reason.UNAVAILABLE, "Kafka has no key for the visitor ids of today yet", retryAfter));
        return new Sender(key, headers(request, address, userAgent), isTrusted, network);
    }

    private List<Header> headers(HttpServerRequest request, String address, String userAgent) {
        var headers = new ArrayList<Header>(2);
        country.resolve(trustedProxies == 0 ? null : request.getHeader(countryHeader), address)
                .ifPresent(code -> headers.add(new AsciiHeader(Headers.COUNTRY, code)));
        BotDetector.name(userAgent).ifPresent(name -> headers.add(new AsciiHeader(Headers.BOT, name)));
        return headers;
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

    /** Once: all visitors behind a proxy that is not configured count as one client, which soon gets 429. */
    private void warnOfProxy(HttpServerRequest request) {
        if (!hasWarned.get() && request.headers().contains("X-Forwarded-For") && hasWarned.compareAndSet(false, true)) {
            LOG.warn("A request has X-Forwarded-For, but footfall.ingest.trusted-proxies is 0: if there is a proxy, all"
                    + " its visitors count as one client");
        }
    }

    /** Kafka's own implementation of headers is internal. */
    private record AsciiHeader(String key, String text) implements Header {
        @Override
        public byte[] value() {
            return text.getBytes(US_ASCII);
        }
    }
}
