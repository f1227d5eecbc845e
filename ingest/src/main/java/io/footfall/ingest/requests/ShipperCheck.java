package io.footfall.ingest.requests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.ingest.RejectedRequest;
import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.visitor.CidrBlocks;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Optional;

/** Decides who may send access logs: senders in listed networks, and those that have the token. */
final class ShipperCheck {
    private static final String SCHEME = "Bearer ";

    private final CidrBlocks networks;
    private final Optional<byte[]> token;

    ShipperCheck(Collection<String> networks, Optional<String> token) {
        this.networks = new CidrBlocks("footfall.ingest.access-log.senders", networks);
        // A file often ends in a line break that an environment variable lacks.
        this.token = token.map(text -> text.strip().getBytes(UTF_8));
    }

    /**
     * Admits a sender, or throws {@link RejectedRequest}.
     *
     * @param authorization the header, or null
     */
    void check(String address, String authorization) {
        if (networks.contains(address) || hasToken(authorization)) {
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
                Reason.SENDER, "your address is not in footfall.ingest.access-log.senders, and there is no token");
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
