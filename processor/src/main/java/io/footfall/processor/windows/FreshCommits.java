package io.footfall.processor.windows;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Commits fresh results early, so that they are soon visible on the dashboard and in alerts. Sleeps while there are none. */
public final class FreshCommits {
    /** With fewer results since the last commit, the next one waits longer. */
    private static final int MANY = 5;

    private final Timing timing;
    private ProcessorContext<?, ?> context;
    private long newest;
    private int results;
    private boolean areMany;
    private boolean isScheduled;

    public FreshCommits(Timing timing) {
        this.timing = timing;
    }

    public void init(ProcessorContext<?, ?> newContext) {
        context = newContext;
        isScheduled = false;
    }

    /**
     * Commits a result soon.
     *
     * @param time of the result, ms since the epoch: when Kafka received the click that has just been processed
     */
    public void processed(long time) {
        newest = Math.max(newest, time);
        results++;
        if (!isScheduled) {
            schedule(areMany);
        }
    }

    /** Commits a result that people wait for as early as if there were many. */
    void processedForPeople(long time) {
        newest = Math.max(newest, time);
        if (!isScheduled) {
            schedule(true);
        }
    }

    private void schedule(boolean isSoon) {
        isScheduled = true;
        OneShotPunctuator.schedule(context, timing.untilCommit(context.currentSystemTimeMs(), isSoon), this::commit);
    }

    private void commit(long now) {
        isScheduled = false;
        areMany = results >= MANY;
        results = 0;
        if (timing.isFresh(newest, now)) {
            context.commit();
        }
    }
}
