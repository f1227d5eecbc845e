package io.footfall.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpMethod;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {
    private static final Set<String> VIEWER = Set.of("editors", "another role");
    private static final Set<String> OPERATOR = Set.of("admins");
    private static final Set<String> STRANGER = Set.of("footfall-viewer", "footfall-operator", "user");

    private final AccessPolicy policy = policy("authenticated");

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void whoHasEitherRoleMayRead(String method) {
        assertThat(policy.allows(HttpMethod.valueOf(method), VIEWER)).isTrue();
        assertThat(policy.allows(HttpMethod.valueOf(method), OPERATOR)).isTrue();
        assertThat(policy.allows(HttpMethod.valueOf(method), STRANGER)).isFalse();
        assertThat(policy.allows(HttpMethod.valueOf(method), Set.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "FOO"})
    void onlyAnOperatorMayDoMore(String method) {
        assertThat(policy.allows(HttpMethod.valueOf(method), OPERATOR)).isTrue();
        assertThat(policy.allows(HttpMethod.valueOf(method), VIEWER)).isFalse();
        assertThat(policy.allows(HttpMethod.valueOf(method), STRANGER)).isFalse();
        assertThat(policy.allows(HttpMethod.valueOf(method), Set.of())).isFalse();
    }

    @Test
    void anUnknownValueOfTheSettingIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> policy("open"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("footfall.access is open; it must be authenticated or permit");
    }

    private static AccessPolicy policy(String access) {
        var roles = new RolesConfig() {
            @Override
            public Set<String> viewer() {
                return Set.of("editors");
            }

            @Override
            public Set<String> operator() {
                return Set.of("admins");
            }
        };
        return new AccessPolicy(roles, access);
    }
}
