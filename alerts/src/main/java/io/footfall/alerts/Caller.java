package io.footfall.alerts;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;

/** Who asks: the name of the user, or {@code anonymous} where nobody has to log in. */
@Singleton
final class Caller {
    private static final String NOBODY = "anonymous";

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    String name() {
        return identity.isAnonymous() ? NOBODY : identity.getPrincipal().getName();
    }
}
