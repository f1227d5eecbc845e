package io.footfall.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    @Test
    void aConditionIsPolledUntilItHolds() throws Exception {
        var polls = new AtomicInteger();

        Await.until(Duration.ofSeconds(30), "not polled", () -> polls.incrementAndGet() == 3);

        assertThat(polls).hasValue(3);
    }

    @Test
    void aConditionThatDoesNotHoldInTimeIsAFailure() {
        assertThatThrownBy(() -> Await.until(Duration.ofMillis(50), "the store was not ready", () -> false))
                .isInstanceOf(IOException.class)
                .hasMessage("the store was not ready within PT0.05S");
    }

    @Test
    void aPollerThatIsClosedAtOnceThrowsWhatHasFailed() {
        for (var times = 0; times < 200; times++) {
            var poller = new BackgroundPoller("stream", () -> {
                throw new IOException("the end");
            });
            assertThatThrownBy(poller::close)
                    .hasMessageContaining("stream has failed")
                    .hasRootCauseMessage("the end");
        }
    }
}
