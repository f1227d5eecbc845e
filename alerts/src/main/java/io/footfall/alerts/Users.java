package io.footfall.alerts;

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
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A name and a password in; who that is, if the operator has set up such a user, out. */
@ApplicationScoped
class Users implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

    private final UsersConfig users;
    private final boolean isOpen;
    /** For names that do not exist, so that these take as long as a wrong password. */
    private final String nobodys = BcryptUtil.bcryptHash(UUID.randomUUID().toString());

    Users(UsersConfig users, @ConfigProperty(name = "footfall.access") String access) {
        this.users = users;
        this.isOpen = access.equals("permit");
    }

    void check(@Observes StartupEvent started) {
        users.hashes().forEach((name, hash) -> {
            if (!BCRYPT.matcher(hash).matches()) {
                throw new IllegalArgumentException("footfall.users." + name + " is no bcrypt hash");
            }
        });
        if (users.hashes().isEmpty() && !isOpen) {
            Log.warn("No user is set up: nobody can use the API (footfall.users)");
        }
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> identity(request));
    }

    /** One at a time: who guesses passwords must not take all of the CPU from those who judge and tell. */
    private synchronized boolean matches(String password, String hash) {
        return BcryptUtil.matches(password, hash);
    }

    private SecurityIdentity identity(UsernamePasswordAuthenticationRequest request) {
        var hash = users.hashes().getOrDefault(request.getUsername(), nobodys);
        var password = new String(request.getPassword().getPassword());
        if (!matches(password, hash)) {
            throw new AuthenticationFailedException();
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(request.getUsername()))
                .addCredential(request.getPassword())
                .build();
    }
}
