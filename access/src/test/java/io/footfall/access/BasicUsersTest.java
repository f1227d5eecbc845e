package io.footfall.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicUsersTest {
    private final BasicUsers users = users(Map.of("ann", BcryptUtil.bcryptHash("pw", 4)));
    private final CountingContext context = new CountingContext();

    @Test
    void aUserLogsInWithTheRightPassword() {
        assertThat(logIn("ann", "pw").getPrincipal().getName()).isEqualTo("ann");
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreRejected() {
        assertThatThrownBy(() -> logIn("ann", "wrong")).isInstanceOf(AuthenticationFailedException.class);
        assertThatThrownBy(() -> logIn("bob", "pw")).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void aPasswordIsVerifiedOnceAndAWrongOneEachTime() {
        logIn("ann", "pw");
        logIn("ann", "pw");
        assertThat(context.verifications).hasValue(1);

        assertThatThrownBy(() -> logIn("ann", "wrong")).isInstanceOf(AuthenticationFailedException.class);
        assertThatThrownBy(() -> logIn("ann", "wrong")).isInstanceOf(AuthenticationFailedException.class);
        assertThat(context.verifications).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret-in-plain-text", "$2y$12$tooshort", "$apr1$abcdefgh$abcdefghijklmnopqrstuv", ""})
    void aValueThatIsNoBcryptHashIsAnErrorAtStartThatNamesTheSettingOnly(String value) {
        assertThatThrownBy(() -> users(Map.of("ann", value)).validate(new StartupEvent()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("footfall.users.ann is not a bcrypt hash")
                .satisfies(failure -> assertThat(
                                value.isEmpty() || !failure.getMessage().contains(value))
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a", "2b", "2x", "2y"})
    void everyVersionOfBcryptIsAccepted(String version) {
        var hash = "$" + version + "$12$abcdefghijklmnopqrstuunYdhHrPrQsWwVD7FJZar2U048CuDd2m";

        assertThatCode(() -> users(Map.of("ann", hash)).validate(new StartupEvent()))
                .doesNotThrowAnyException();
    }

    private static BasicUsers users(Map<String, String> hashes) {
        return new BasicUsers(() -> hashes, "authenticated");
    }

    private SecurityIdentity logIn(String name, String password) {
        var request = new UsernamePasswordAuthenticationRequest(name, new PasswordCredential(password.toCharArray()));
        return users.authenticate(request, context).await().indefinitely();
    }

    /** Runs what may block at once, and counts it. */
    private static final class CountingContext implements AuthenticationRequestContext {
        private final AtomicInteger verifications = new AtomicInteger();

        @Override
        public Uni<SecurityIdentity> runBlocking(Supplier<SecurityIdentity> verification) {
            return Uni.createFrom().item(() -> {
                verifications.incrementAndGet();
                return verification.get();
            });
        }
    }
}
