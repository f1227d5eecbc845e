package io.footfall.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordCacheTest {
    private final PasswordCache cache = new PasswordCache();

    @Test
    void onlyTheSamePasswordOfTheSameUserIsFound() {
        cache.add("ann", "pw");

        assertThat(cache.contains("ann", "pw")).isTrue();
        assertThat(cache.contains("ann", "p")).isFalse();
        assertThat(cache.contains("an", "npw")).isFalse();
        assertThat(cache.contains("bob", "pw")).isFalse();
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        cache.add("ann", "old");

        cache.add("ann", "new");

        assertThat(cache.contains("ann", "old")).isFalse();
        assertThat(cache.contains("ann", "new")).isTrue();
    }
}
