package io.footfall.sandbox.system;

import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.RunningSandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Clicks of their own paths; once one is stored, all that is between its sender and the store is well. */
final class FreshClick {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private FreshClick() {}

    /**
     * Sends one after the other until one is acknowledged, and waits until that is in the store. Each has another path,
     * because one that is not acknowledged may be in the log all the same.
     */
    static void awaitStored(RunningSandbox sandbox, int number) {
        var attempts = new AtomicInteger();
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> sandbox.post("/clicks", LiveClicks.opening(path(number, attempts.incrementAndGet())))
                                .statusCode()
                        == 200);
        var path = path(number, attempts.get());
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> sandbox.rows("SELECT count() FROM clicks WHERE article LIKE '%" + path + "'")
                                .get(0)
                                .get(0)
                                .asLong()
                        > 0);
    }

    private static String path(int number, int attempt) {
        return "/probe/" + number + "-" + attempt;
    }
}
