package io.footfall.alerts;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.events.ClickJson;
import io.quarkus.runtime.ExecutorRecorder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which threads the service uses for what. */
@QuarkusTest
@WithTestResource(KafkaTestResource.class)
class WorkerThreadsTest {
    KafkaTestResource resource;

    @Test
    void rulesAreEvaluatedWhileRequestsOccupyAllOtherThreads() throws InterruptedException {
        var end = new CountDownLatch(1);
        try {
            occupyAll(ExecutorRecorder.getCurrent(), end);
            resource.produce(
                    "clicks-calculated-forbidden",
                    "visitor",
                    ClickJson.forbidden(
                            EarlierRun.click("https://www.site.example/phpinfo.php", "2018-01-13T05:05:00.000Z")),
                    List.of());

            await().atMost(PATIENCE).until(() -> resource.posted().stream()
                    .anyMatch(post -> post.body().contains("/phpinfo.php,")));
        } finally {
            end.countDown();
        }
    }

    private static void occupyAll(Executor executor, CountDownLatch end) throws InterruptedException {
        var occupied = new CountDownLatch(KafkaTestResource.THREADS);
        for (var thread = 0; thread < KafkaTestResource.THREADS; thread++) {
            executor.execute(() -> {
                occupied.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertThat(occupied.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
