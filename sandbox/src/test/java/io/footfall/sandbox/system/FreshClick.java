package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.RunningSandbox;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Clicks with unique paths. Once one is stored, everything between its sender and the store works. */
final class FreshClick {
    private FreshClick() {}

    /**
     * Sends clicks one by one until one is acknowledged, and waits until it is in the store. Each has a new path,
     * because a click without acknowledgement may be in Kafka too.
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
