package io.footfall.processor.alignment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AlignmentGuardTest {
    private final AlignmentGuard guard = new AlignmentGuard();

    @Test
    void aThreadThatPollsAnAlignedConsumerMayProcessClicks() {
        guard.beforeFirstPoll();

        assertThatCode(guard::check).doesNotThrowAnyException();
    }

    @Test
    void anotherThreadMayNotAndTheErrorNamesTheSetting() {
        CompletableFuture.runAsync(guard::beforeFirstPoll).join();

        assertThatIllegalStateException()
                .isThrownBy(guard::check)
                .withMessageContaining("kafka-streams.group.protocol=classic");
    }
}
