package io.footfall.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownLoginsTest {
    private final KnownLogins logins = new KnownLogins();

    @Test
    void onlyTheVeryPasswordOfTheVeryUserIsKnown() {
        logins.add("ann", "pw");

        assertThat(logins.contains("ann", "pw")).isTrue();
        assertThat(logins.contains("ann", "p")).isFalse();
        assertThat(logins.contains("an", "npw")).isFalse();
        assertThat(logins.contains("bob", "pw")).isFalse();
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        logins.add("ann", "old");

        logins.add("ann", "new");

        assertThat(logins.contains("ann", "old")).isFalse();
        assertThat(logins.contains("ann", "new")).isTrue();
    }
}
