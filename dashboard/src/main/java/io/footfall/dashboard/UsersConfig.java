package io.footfall.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** Who may look. */
@ConfigMapping(prefix = "footfall.users")
interface UsersConfig {
    /** By name, the bcrypt hash of the password, such as {@code $2y$12$…}. */
    @WithParentName
    Map<String, String> hashes();
}
