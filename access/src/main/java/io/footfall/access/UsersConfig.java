package io.footfall.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** Users that may log in with a password, {@code footfall.users.<name>}. */
@ConfigMapping(prefix = "footfall.users")
public interface UsersConfig {
    /** By user name, the bcrypt hash of the password, such as {@code $2y$12$…}. */
    @WithParentName
    Map<String, String> hashes();
}
