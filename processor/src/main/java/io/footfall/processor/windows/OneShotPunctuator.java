package io.footfall.processor.windows;

import io.footfall.processor.alignment.PollDeadline;
import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Runs a task of a processor once, after a delay in wall-clock time. Unlike checking the time, it costs nothing per click. */
public final class OneShotPunctuator implements Punctuator {
    private static final Duration MIN_DELAY = Duration.ofMillis(1);

    private final Punctuator task;
    private Cancellable schedule;

    private OneShotPunctuator(Punctuator task) {
        this.task = task;
    }

    /** Schedules a task; the thread's consumer does not wait for records beyond that time. */
    public static void schedule(ProcessorContext<?, ?> context, Duration delay, Punctuator task) {
        var punctuator = new OneShotPunctuator(task);
        var bounded = delay.compareTo(MIN_DELAY) < 0 ? MIN_DELAY : delay;
        punctuator.schedule = context.schedule(bounded, PunctuationType.WALL_CLOCK_TIME, punctuator);
        // Not the time of the context, which may be that of the beginning of a long batch.
        PollDeadline.add(System.currentTimeMillis() + bounded.toMillis());
    }

    @Override
    public void punctuate(long now) {
        schedule.cancel();
        task.punctuate(now);
    }
}
