package io.footfall.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreshCommitsTest {
    private static final Timing TIMING =
            new Timing(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMillis(250));
    private static final long NOW = 1_515_819_844_345L;

    private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
    private final FreshCommits commits = new FreshCommits(TIMING);

    @BeforeEach
    void begin() {
        context.setCurrentSystemTimeMs(NOW);
        commits.init(context);
    }

    @Test
    void freshClicksAreCommittedOnTheGridOfAllPartitions() {
        commits.processed(NOW);
        assertThat(context.scheduledPunctuators().get(0).getInterval()).isEqualTo(Duration.ofMillis(155));
        tick();
        assertThat(context.committed()).isTrue();
    }

    @Test
    void whereClicksAreManyCommitsAre() {
        for (var click = 0; click < 10; click++) {
            commits.processed(NOW);
        }
        tick();
        commits.processed(NOW);

        assertThat(context.scheduledPunctuators().get(1).getInterval()).isEqualTo(Duration.ofMillis(55));
    }

    @Test
    void nothingIsScheduledWithoutClicks() {
        commits.processed(NOW);
        commits.processed(NOW);
        tick();

        assertThat(context.scheduledPunctuators())
                .singleElement()
                .matches(MockProcessorContext.CapturedPunctuator::cancelled);
    }

    @Test
    void nothingIsCommittedForOldClicks() {
        commits.processed(NOW - Duration.ofMinutes(2).toMillis());
        tick();
        assertThat(context.committed()).isFalse();
    }

    private void tick() {
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(NOW + 100);
    }
}
