package io.footfall.access;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.BasicAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Logs users in: with HTTP Basic, or with OpenID Connect if it is switched on. A page that a person opens is redirected
 * to the identity provider. Scripts and programs get 401: a redirect would lead them to a page that they cannot use.
 */
@Alternative
@Priority(1)
@Singleton
public final class LoginMechanism implements HttpAuthenticationMechanism {
    private static final int UNAUTHORIZED = 401;
    private static final int BEFORE_OTHERS = 3_000;

    private final BasicAuthenticationMechanism basic;
    private final OidcAuthenticationMechanism oidc;
    private final boolean isOidcEnabled;

    LoginMechanism(
            BasicAuthenticationMechanism basic,
            OidcAuthenticationMechanism oidc,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean isOidcEnabled) {
        this.basic = basic;
        this.oidc = oidc;
        this.isOidcEnabled = isOidcEnabled;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext routing, IdentityProviderManager identities) {
        return usesBasic(routing.request())
                ? basic.authenticate(routing, identities)
                : oidc.authenticate(routing, identities);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext routing) {
        if (usesBasic(routing.request())) {
            return basic.getChallenge(routing);
        }
        return opensPage(routing.request().method(), routing.request().headers())
                ? oidc.getChallenge(routing)
                : Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer"));
    }

    private boolean usesBasic(HttpServerRequest request) {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return !isOidcEnabled
                || (authorization != null
                        && authorization.toLowerCase(Locale.ROOT).startsWith("basic "));
    }

    /** Whether a browser shows the response as a page, as opposed to a stream, a script or a program. */
    static boolean opensPage(HttpMethod method, MultiMap headers) {
        var accept = headers.get(HttpHeaders.ACCEPT);
        var mode = headers.get("Sec-Fetch-Mode");
        return method.equals(HttpMethod.GET)
                && !headers.contains(HttpHeaders.AUTHORIZATION)
                && accept != null
                && accept.contains("text/html")
                && (mode == null || mode.equals("navigate"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        var types = new HashSet<>(basic.getCredentialTypes());
        types.addAll(oidc.getCredentialTypes());
        return types;
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext routing) {
        return usesBasic(routing.request())
                ? basic.getCredentialTransport(routing)
                : oidc.getCredentialTransport(routing);
    }

    @Override
    public int getPriority() {
        return BEFORE_OTHERS;
    }
}
