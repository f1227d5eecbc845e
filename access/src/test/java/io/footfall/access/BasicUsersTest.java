package io.footfall.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicUsersTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int SAMPLES = 15;

    private final PasswordVerifier verifier = new PasswordVerifier();
    private final BasicUsers users = users(Map.of("ann", BcryptUtil.bcryptHash("pw", 4)));

    @AfterEach
    void stop() {
        verifier.close();
    }

    @Test
    void aUserLogsInWithTheRightPassword() {
        assertThat(logIn(users, "ann", "pw").getPrincipal().getName()).isEqualTo("ann");
    }

    @Test
    void aBasicUserMayDoEverything() {
        assertThat(logIn(users, "ann", "pw").getRoles()).containsExactly("footfall-operator");
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreRejected() {
        assertThatThrownBy(() -> logIn(users, "ann", "wrong")).isInstanceOf(AuthenticationFailedException.class);
        assertThatThrownBy(() -> logIn(users, "bob", "pw")).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void withoutUsersNobodyLogsIn() {
        assertThatThrownBy(() -> logIn(users(Map.of()), "ann", "pw")).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void aPasswordIsVerifiedOnceAndAWrongOneEachTime() {
        var slow = users(Map.of("ann", BcryptUtil.bcryptHash("pw", 10)));
        logIn(slow, "ann", "pw");

        var right = nanos(() -> logIn(slow, "ann", "pw"));
        var wrong = nanos(() -> assertThatThrownBy(() -> logIn(slow, "ann", "wrong")));

        assertThat(right).isLessThan(wrong / 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a", "2b", "2x", "2y"})
    void aUserWithAHashOfAnyVersionOfBcryptLogsIn(String version) {
        var hash = "$" + version + "$12$abcdefghijklmnopqrstuunYdhHrPrQsWwVD7FJZar2U048CuDd2m";

        assertThat(logIn(users(Map.of("ann", hash)), "ann", "pw").getPrincipal().getName())
                .isEqualTo("ann");
    }

    @Test
    void anUnknownNameTakesAsLongAsAWrongPassword() {
        var slow = users(Map.of("ann", BcryptUtil.bcryptHash("pw", 9)));
        var unknown = new ArrayList<Long>();
        var wrong = new ArrayList<Long>();
        for (var sample = 0; sample < SAMPLES; sample++) {
            unknown.add(nanos(() -> assertThatThrownBy(() -> logIn(slow, "bob", "pw"))));
            wrong.add(nanos(() -> assertThatThrownBy(() -> logIn(slow, "ann", "wrong"))));
        }

        assertThat((double) median(unknown) / median(wrong)).isBetween(0.6, 1.6);
    }

    @Test
    void loginsBeyondTheQueueAreRejectedAtOnce() {
        var slow = users(Map.of("ann", BcryptUtil.bcryptHash("pw", 11)));
        var rejected = new AtomicInteger();
        var denied = new AtomicInteger();
        var logins = new ArrayList<Uni<SecurityIdentity>>();
        for (var login = 0; login < 100; login++) {
            logins.add(request(slow, "ann", "wrong " + login)
                    .onFailure()
                    .invoke(failure ->
                            (failure instanceof TooManyLoginsException ? rejected : denied).incrementAndGet()));
        }

        Uni.join()
                .all(logins)
                .andCollectFailures()
                .onFailure()
                .recoverWithItem(List.of())
                .await()
                .atMost(TIMEOUT);

        assertThat(denied.get()).isBetween(1, PasswordVerifier.MAX_WAITING + 2);
        assertThat(rejected.get()).isEqualTo(100 - denied.get());
    }

    private BasicUsers users(Map<String, String> hashes) {
        var roles = new RolesConfig() {
            @Override
            public Set<String> viewer() {
                return Set.of("footfall-viewer");
            }

            @Override
            public Set<String> operator() {
                return Set.of("footfall-operator");
            }
        };
        return new BasicUsers(
                UserHashes.of(hashes, Map.of()), roles, verifier, new AccessPolicy(roles, "authenticated"), false);
    }

    private static SecurityIdentity logIn(BasicUsers users, String name, String password) {
        return request(users, name, password).await().atMost(TIMEOUT);
    }

    private static Uni<SecurityIdentity> request(BasicUsers users, String name, String password) {
        var request = new UsernamePasswordAuthenticationRequest(name, new PasswordCredential(password.toCharArray()));
        return users.authenticate(request, new NoBlocking());
    }

    private static long nanos(Runnable login) {
        var began = System.nanoTime();
        login.run();
        return System.nanoTime() - began;
    }

    private static long median(List<Long> samples) {
        var sorted = samples.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }

    /** Passwords must not take threads of the service's own pool. */
    private static final class NoBlocking implements AuthenticationRequestContext {
        @Override
        public Uni<SecurityIdentity> runBlocking(Supplier<SecurityIdentity> verification) {
            throw new AssertionError("a thread of the worker pool is used");
        }
    }
}
