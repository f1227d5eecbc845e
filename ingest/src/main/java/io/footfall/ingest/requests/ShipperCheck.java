package io.footfall.ingest.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.ingest.RejectedRequest;
import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.visitor.CidrBlocks;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Decides who may send access logs: senders in listed networks, and those that have the token. A network says nothing of
 * what came through a proxy that does not count, and of a browser: pages of strangers can let it send text.
 */
final class ShipperCheck {
    private static final String SCHEME = "Bearer ";
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final List<String> OF_PROXIES = List.of(FORWARDED_FOR, "Forwarded", "X-Real-IP");

    private final CidrBlocks networks;
    private final Optional<byte[]> token;

    ShipperCheck(Collection<String> networks, Optional<String> token) {
        this.networks = new CidrBlocks("footfall.ingest.access-log.senders", networks);
        // A file often ends in a line break that an environment variable lacks.
        this.token = token.map(text -> text.strip().getBytes(UTF_8));
    }

    /** Whether a request has come from a program, through no proxies but those that count. */
    static boolean isDirect(MultiMap headers, int trustedProxies) {
        return !headers.contains(HttpHeaders.ORIGIN)
                && (OF_PROXIES.stream().noneMatch(headers::contains)
                        || (trustedProxies > 0 && headers.contains(FORWARDED_FOR)));
    }

    /**
     * Admits a sender, or throws {@link RejectedRequest}.
     *
     * @param address of the sender
     * @param isDirect whether the sender has that address itself, and is no browser
     * @param authorization the header, or null
     */
    void check(String address, boolean isDirect, String authorization) {
        if ((isDirect && networks.contains(address)) || hasToken(authorization)) {
            return;
        }
        if (token.isPresent()) {
            throw new RejectedRequest(
                    Reason.TOKEN,
                    authorization == null
                            ? "access logs need a token: send Authorization: Bearer and the token of"
                                    + " footfall.ingest.access-log.token"
                            : "this is not the token of footfall.ingest.access-log.token");
        }
        throw new RejectedRequest(
                Reason.SENDER,
                isDirect
                        ? "your address is not in footfall.ingest.access-log.senders, and there is no token"
                        : "footfall.ingest.access-log.senders is not for browsers, nor for what comes through proxies that"
                                + " footfall.ingest.trusted-proxies does not count, and there is no token");
    }

    /** Takes the same time for every wrong token. */
    private boolean hasToken(String authorization) {
        return token.isPresent()
                && authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        token.get(),
                        authorization.substring(SCHEME.length()).strip().getBytes(UTF_8));
    }
}
