package io.footfall.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.footfall.events.ClockCorrection;
import io.footfall.events.Headers;
import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.keys.VisitorKeys;
import io.footfall.ingest.visitor.BotDetector;
import io.footfall.ingest.visitor.CidrBlocks;
import io.footfall.ingest.visitor.ClientAddress;
import io.footfall.ingest.visitor.CountryResolver;
import io.footfall.ingest.visitor.DeclaredBot;
import io.footfall.ingest.visitor.ForwardedForCheck;
import io.footfall.ingest.visitor.SenderClock;
import io.footfall.ingest.visitor.VisitorId;
import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/**
 * Determines the {@link Sender} of a request: visitor id, country, bot, and how far its clock is off. A request without
 * a user agent is from a program that forwards other people's clicks, so nothing is known of their visitors but what
 * the query says.
 */
@Singleton
@Startup
public final class SenderResolver {
    private final Clock clock = Clock.systemUTC();
    private final VisitorId visitorId;
    private final CountryResolver country;
    private final CidrBlocks trusted;
    private final int trustedProxies;
    private final String countryHeader;
    private final Duration retryAfter;
    private final ForwardedForCheck forwardedFor;

    SenderResolver(IngestConfig config, VisitorKeys keys) {
        visitorId = new VisitorId(keys::mac, clock);
        retryAfter = config.retryAfter();
        country = new CountryResolver(
                config.countryDatabase().orElse(null), config.defaultCountry().orElse(null));
        trusted = new CidrBlocks(config.trustedSenders().orElse(List.of()));
        trustedProxies = config.trustedProxies();
        forwardedFor = new ForwardedForCheck(trustedProxies);
        countryHeader = config.countryHeader();
    }

    /** Throws {@link RejectedRequest} as long as no visitor's id of today can be known, and if the query is wrong. */
    Sender resolve(HttpServerRequest request) {
        var address = address(request);
        var isTrusted = trusted.contains(address);
        var network = ClientAddress.network(address);
        var userAgent = request.getHeader(HttpHeaders.USER_AGENT);
        var headers = new ArrayList<Header>(3);
        if (userAgent == null || userAgent.isBlank()) {
            addDeclared(request.query(), Optional.empty(), headers);
            return new Sender(null, headers, isTrusted, network);
        }
        country.resolve(trustedProxies == 0 ? null : request.getHeader(countryHeader), address)
                .ifPresent(code -> headers.add(header(Headers.COUNTRY, code)));
        addDeclared(request.query(), BotDetector.name(userAgent), headers);
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var key = visitorId(origin == null ? "" : origin, address, userAgent);
        return new Sender(key, headers, isTrusted, network);
    }

    /**
     * The id of a visitor.
     *
     * @param site empty for all sites
     * @throws RejectedRequest as long as no visitor's id of today can be known
     */
    public String visitorId(String site, String address, String userAgent) {
        return visitorId
                .of(site, address, userAgent)
                .orElseThrow(() -> new RejectedRequest(
                        Reason.UNAVAILABLE, "Kafka has no key for the visitor ids of today yet", retryAfter));
    }

    /**
     * The country of a visitor; empty if it is unknown.
     *
     * @param known as somebody trusted has found it, or null
     */
    public Optional<String> country(String known, String address) {
        return country.resolve(known, address);
    }

    /** The time of a request is that of its beginning: its body may take long to arrive. */
    private void addDeclared(String query, Optional<String> bot, List<Header> headers) {
        try {
            bot.or(() -> DeclaredBot.name(query)).ifPresent(name -> headers.add(header(Headers.BOT, name)));
            var correction = SenderClock.correction(query, clock.millis());
            if (correction != 0) {
                headers.add(new RecordHeader(Headers.CLOCK_CORRECTION, ClockCorrection.encode(correction)));
            }
        } catch (IllegalArgumentException e) {
            throw new RejectedRequest(Reason.MALFORMED, e.getMessage());
        }
    }

    private static Header header(String key, String text) {
        return new RecordHeader(key, text.getBytes(US_ASCII));
    }

    private String address(HttpServerRequest request) {
        var socket = request.remoteAddress().hostAddress();
        if (trustedProxies == 0) {
            forwardedFor.check(request.getHeader("X-Forwarded-For"));
            return socket;
        }
        var addresses = String.join(",", request.headers().getAll("X-Forwarded-For"));
        forwardedFor.check(addresses);
        return ClientAddress.of(socket, addresses, trustedProxies);
    }

    /** Kafka's own implementation of headers is internal. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two
    private record RecordHeader(String key, byte[] value) implements Header {}
}
