package io.footfall.dashboard;

import io.footfall.dashboard.access.KnownLogins;
import io.quarkus.elytron.security.common.BcryptUtil;
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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A name and a password in; who that is, if the operator has set up such a user, out. */
@ApplicationScoped
class Users implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    private final UsersConfig users;
    private final boolean isOpen;
    private final KnownLogins knownLogins = new KnownLogins();
    /** For names that do not exist, so that these take as long as a wrong password. */
    private final String nobodys = BcryptUtil.bcryptHash(UUID.randomUUID().toString());

    Users(UsersConfig users, @ConfigProperty(name = "footfall.access") String access) {
        this.users = users;
        this.isOpen = access.equals("permit");
    }

    void check(@Observes StartupEvent started) {
        if (users.hashes().isEmpty() && !isOpen) {
            Log.warn("No user is set up: nobody can see the dashboard. Set FOOTFALL_USERS_NAME to what comes after the"
                    + " colon of: htpasswd -nbBC 12 name PASSWORD");
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
        return knownLogins.contains(name, password)
                ? Uni.createFrom().item(identity(request))
                : context.runBlocking(() -> checked(request, name, password));
    }

    private SecurityIdentity checked(UsernamePasswordAuthenticationRequest request, String name, String password) {
        if (!BcryptUtil.matches(password, users.hashes().getOrDefault(name, nobodys))) {
            throw new AuthenticationFailedException();
        }
        knownLogins.add(name, password);
        return identity(request);
    }

    private static SecurityIdentity identity(UsernamePasswordAuthenticationRequest request) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(request.getUsername()))
                .addCredential(request.getPassword())
                .build();
    }
}
