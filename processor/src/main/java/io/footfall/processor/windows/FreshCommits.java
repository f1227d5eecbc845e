package io.footfall.processor;

import io.footfall.processor.windows.Timing;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Commits the results of fresh clicks early, so that they are soon visible on the dashboard and in alerts. */
final class FreshCommits {
    private final Timing timing;
    private ProcessorContext<?, ?> context;
    private long newest;
    private boolean isPending;

    FreshCommits(Timing timing) {
        this.timing = timing;
    }

    void init(ProcessorContext<?, ?> newContext) {
        context = newContext;
        isPending = false;
        context.schedule(timing.commitInterval(), PunctuationType.WALL_CLOCK_TIME, this::commit);
    }

    /** @param logTime when Kafka received the click that has just been processed, ms since the epoch */
    void processed(long logTime) {
        newest = Math.max(newest, logTime);
        isPending = true;
    }

    private void commit(long now) {
        if (isPending && timing.isFresh(newest, now)) {
            context.commit();
        }
        isPending = false;
    }
}
