package io.footfall.access;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Verifies passwords on a thread of its own, one at a time: guessing must take neither more than one core nor threads
 * from the service's own work. Few may wait; the others are rejected at once.
 */
final class PasswordVerifier implements AutoCloseable {
    static final int MAX_WAITING = 8;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor executor;

    PasswordVerifier() {
        executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                task -> new Thread(task, "password-verifier"));
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Verifies a password unless it is found to be cached when its turn comes.
     *
     * @param isCached whether the password has been verified meanwhile: a browser's first requests arrive together
     */
    Uni<Boolean> verify(String password, String hash, Supplier<Boolean> isCached) {
        return Uni.createFrom().emitter(emitter -> {
            try {
                executor.execute(() -> {
                    try {
                        emitter.complete(isCached.get() || BcryptUtil.matches(password, hash));
                    } catch (RuntimeException e) {
                        emitter.fail(e);
                    }
                });
            } catch (RejectedExecutionException full) {
                emitter.fail(new TooManyLoginsException(full));
            }
        });
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
