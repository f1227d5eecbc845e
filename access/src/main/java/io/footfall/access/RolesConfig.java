package io.footfall.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/**
 * Roles of users who log in at an identity provider, {@code footfall.roles.*}. Which claim of the token has them is the
 * setting {@code quarkus.oidc.roles.role-claim-path}. Basic users may do everything.
 */
@ConfigMapping(prefix = "footfall.roles")
public interface RolesConfig {
    /** Who has one of these may look. */
    @WithDefault("footfall-viewer")
    Set<String> viewer();

    /** Who has one of these may look and act: silence and acknowledge alerts, test receivers, … */
    @WithDefault("footfall-operator")
    Set<String> operator();
}
