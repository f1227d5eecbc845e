package io.footfall.sandbox.system;

import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.RunningSandbox;
import java.io.IOException;
import java.time.Duration;

/** A click of its own path; once it is stored, all that is between its sender and the store is well. */
final class FreshClick {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private FreshClick() {}

    /** Sends it, again and again until it is acknowledged, and waits until it is in the store. */
    static void awaitStored(RunningSandbox sandbox, int number) {
        var path = "/probe/" + number;
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> sandbox.post("/clicks", LiveClicks.opening(path)).statusCode() == 200);
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> sandbox.rows("SELECT count() FROM clicks WHERE article LIKE '%" + path + "'")
                                .get(0)
                                .get(0)
                                .asLong()
                        > 0);
    }
}
