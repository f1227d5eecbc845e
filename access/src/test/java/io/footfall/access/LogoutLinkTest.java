package io.footfall.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogoutLinkTest {
    private static final SecurityIdentity PERSON =
            identity().addCredential(new TokenCredential("token", "id_token")).build();
    private static final SecurityIdentity BASIC_USER =
            identity().addCredential(new PasswordCredential("pw".toCharArray())).build();
    private static final SecurityIdentity NOBODY =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();

    private final LogoutLink link = new LogoutLink(Optional.of("/oidc/logout"), true);

    @Test
    void aPersonOfTheIdentityProviderHasIt() {
        assertThat(link.of(PERSON)).hasValue("./oidc/logout");
    }

    @Test
    void basicUsersAndNobodyHaveNone() {
        assertThat(link.of(BASIC_USER)).isEmpty();
        assertThat(link.of(NOBODY)).isEmpty();
    }

    @Test
    void withoutTheSettingOrTheProviderThereIsNone() {
        assertThat(new LogoutLink(Optional.empty(), true).of(PERSON)).isEmpty();
        assertThat(new LogoutLink(Optional.of("/oidc/logout"), false).of(PERSON))
                .isEmpty();
    }

    private static QuarkusSecurityIdentity.Builder identity() {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("ann"));
    }
}
