package io.footfall.access;

import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The link with which a person logs out, here and at the identity provider. There is none for basic users, whose browser
 * sends the password with every request.
 */
@Singleton
public final class LogoutLink {
    private final Optional<String> path;

    LogoutLink(
            @ConfigProperty(name = "quarkus.oidc.logout.path") Optional<String> path,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean isOidcEnabled) {
        this.path = path.filter(configured -> isOidcEnabled);
    }

    /**
     * The path, if it is configured and this person can log out. It is relative to the root of the service, which a proxy may
     * serve below a path of its own.
     */
    public Optional<String> of(SecurityIdentity person) {
        var isBasicUser = person.getCredential(PasswordCredential.class) != null;
        return path.filter(configured -> !person.isAnonymous() && !isBasicUser).map("."::concat);
    }
}
