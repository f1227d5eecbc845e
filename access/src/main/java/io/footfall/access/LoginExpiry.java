package io.footfall.access;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;

/** When the login of a request expires. Basic users log in with each request, so theirs does not. */
public final class LoginExpiry {
    private static final String SECONDS = "quarkus.identity.expire-time";

    private LoginExpiry() {}

    public static Optional<Instant> of(RoutingContext routing) {
        return routing.user() instanceof QuarkusHttpUser user
                        && user.getSecurityIdentity().getAttribute(SECONDS) instanceof Number seconds
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.empty();
    }
}
