package io.footfall.access;

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
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Authenticates HTTP Basic users against bcrypt hashes. */
@Singleton
public final class BasicUsers implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

    private final UsersConfig users;
    private final boolean isOpen;
    private final PasswordCache passwords = new PasswordCache();
    /** For unknown names, so that they take as long as a wrong password. */
    private final String unknownUserHash =
            BcryptUtil.bcryptHash(UUID.randomUUID().toString());

    BasicUsers(UsersConfig users, @ConfigProperty(name = "footfall.access") String access) {
        this.users = users;
        this.isOpen = access.equals("permit");
    }

    /**
     * Validates the hashes at start.
     *
     * @throws IllegalArgumentException if one is not a bcrypt hash; the message names the setting, never the value
     */
    void validate(@Observes StartupEvent started) {
        users.hashes().forEach((name, hash) -> {
            if (!BCRYPT.matcher(hash).matches()) {
                throw new IllegalArgumentException("footfall.users." + name + " is not a bcrypt hash; create one with:"
                        + " htpasswd -nbBC 12 " + name + " PASSWORD");
            }
        });
        if (users.hashes().isEmpty() && !isOpen) {
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
        return passwords.contains(name, password)
                ? Uni.createFrom().item(identity(request))
                : context.runBlocking(() -> verify(request, name, password));
    }

    /** One password at a time: guessing must not take more than one core from the service's own work. */
    private synchronized SecurityIdentity verify(
            UsernamePasswordAuthenticationRequest request, String name, String password) {
        // A browser's first requests arrive together: the first of them may have been verified meanwhile.
        if (!passwords.contains(name, password)) {
            if (!BcryptUtil.matches(password, users.hashes().getOrDefault(name, unknownUserHash))) {
                throw new AuthenticationFailedException();
            }
            passwords.add(name, password);
        }
        return identity(request);
    }

    private static SecurityIdentity identity(UsernamePasswordAuthenticationRequest request) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(request.getUsername()))
                .addCredential(request.getPassword())
                .build();
    }
}
