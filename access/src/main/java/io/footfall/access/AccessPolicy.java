package io.footfall.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides who may make a request, whatever its path: a list of protected paths could miss another spelling of a path.
 * Viewers may read; operators may do everything. Health and metrics are on the management interface, which this policy
 * does not apply to.
 */
@Singleton
public final class AccessPolicy implements HttpSecurityPolicy {
    private static final String PERMIT = "permit";
    private static final String AUTHENTICATED = "authenticated";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final boolean isOpen;
    private final Set<String> operators;
    private final Set<String> readers;

    AccessPolicy(RolesConfig roles, @ConfigProperty(name = "footfall.access") String access) {
        if (!Set.of(PERMIT, AUTHENTICATED).contains(access)) {
            throw new IllegalArgumentException(
                    "footfall.access is %s; it must be %s or %s".formatted(access, AUTHENTICATED, PERMIT));
        }
        isOpen = access.equals(PERMIT);
        operators = Set.copyOf(roles.operator());
        readers = new HashSet<>(roles.viewer());
        readers.addAll(operators);
    }

    boolean isOpen() {
        return isOpen;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext routing, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        if (isOpen) {
            return CheckResult.permit();
        }
        return identity.map(user -> new CheckResult(allows(routing.request().method(), user.getRoles())));
    }

    boolean allows(HttpMethod method, Set<String> roles) {
        var needed = READING.contains(method) ? readers : operators;
        return roles.stream().anyMatch(needed::contains);
    }
}
