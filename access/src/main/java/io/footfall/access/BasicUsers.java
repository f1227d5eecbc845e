package io.footfall.access;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Authenticates HTTP Basic users against bcrypt hashes. */
@Singleton
public final class BasicUsers implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 1_000;

    private final UserHashes hashes;
    private final RolesConfig roles;
    private final PasswordVerifier verifier;
    private final boolean hasOtherLogin;
    private final PasswordCache passwords = new PasswordCache();

    BasicUsers(
            UserHashes hashes,
            RolesConfig roles,
            PasswordVerifier verifier,
            AccessPolicy policy,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean isOidcEnabled) {
        this.hashes = hashes;
        this.roles = roles;
        this.verifier = verifier;
        this.hasOtherLogin = policy.isOpen() || isOidcEnabled;
    }

    /** Creates this bean at start, which validates the hashes and the policy, before anything waits for Kafka. */
    void start(@Observes @Priority(FIRST) StartupEvent started) {
        if (hashes.isEmpty() && !hasOtherLogin) {
            Log.warn("No user is configured (footfall.users), so nobody can log in. Set FOOTFALL_USERS_NAME to what"
                    + " follows the colon in the output of: htpasswd -nbBC 12 name PASSWORD");
        }
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        var name = request.getUsername();
        var password = new String(request.getPassword().getPassword());
        if (passwords.contains(name, password)) {
            return Uni.createFrom().item(identity(request));
        }
        if (hashes.isEmpty()) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        var verified = verifier.verify(password, hashes.hashFor(name), () -> passwords.contains(name, password))
                .map(isRight -> {
                    if (!isRight || !hashes.contains(name)) {
                        throw new AuthenticationFailedException();
                    }
                    passwords.add(name, password);
                    return identity(request);
                });
        return onThreadOfRequest(verified);
    }

    private static <T> Uni<T> onThreadOfRequest(Uni<T> verified) {
        Context thread = Vertx.currentContext();
        return thread == null ? verified : verified.emitOn(task -> thread.runOnContext(ignored -> task.run()));
    }

    private SecurityIdentity identity(UsernamePasswordAuthenticationRequest request) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(request.getUsername()))
                .addCredential(request.getPassword())
                .addRoles(roles.operator())
                .build();
    }
}
