package io.footfall.access;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Creates the plain Java objects from the settings. */
final class AccessWiring {
    @Produces
    @Singleton
    UserHashes hashes(UsersConfig users) {
        return UserHashes.of(users.hashes(), System.getenv());
    }

    @Produces
    @Singleton
    PasswordVerifier verifier() {
        return new PasswordVerifier();
    }

    void close(@Disposes PasswordVerifier verifier) {
        verifier.close();
    }
}
