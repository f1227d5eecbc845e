package io.footfall.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.processor.windows.Timing;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreshCommitsTest {
    private static final Timing TIMING =
            new Timing(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(1));
    private static final long NOW = 1_515_819_844_345L;

    private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
    private final FreshCommits commits = new FreshCommits(TIMING);

    @BeforeEach
    void begin() {
        commits.init(context);
    }

    @Test
    void freshClicksAreCommittedFiveTimesASecond() {
        commits.processed(NOW);
        tick();
        assertThat(context.committed()).isTrue();
        assertThat(context.scheduledPunctuators().get(0).getInterval()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void nothingIsCommittedForOldClicks() {
        commits.processed(NOW - Duration.ofMinutes(2).toMillis());
        tick();
        assertThat(context.committed()).isFalse();
    }

    @Test
    void nothingIsCommittedTwice() {
        commits.processed(NOW);
        tick();
        context.resetCommit();
        tick();
        assertThat(context.committed()).isFalse();
    }

    private void tick() {
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(NOW + 100);
    }
}
