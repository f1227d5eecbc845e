package io.footfall.alerts.api;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;

/** The user who made the request. */
@Singleton
final class CurrentUser {
    private static final String ANONYMOUS = "anonymous";

    private final SecurityIdentity identity;

    CurrentUser(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The user name, or {@code anonymous} where nobody has to log in. */
    String name() {
        return identity.isAnonymous() ? ANONYMOUS : identity.getPrincipal().getName();
    }
}
