package io.footfall.processor.windows;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** A task of a processor that is due once, on the wall clock: a look at the clock now and then would cost each click. */
final class Once implements Punctuator {
    private static final Duration LEAST = Duration.ofMillis(1);

    private final Punctuator task;
    private Cancellable schedule;

    private Once(Punctuator task) {
        this.task = task;
    }

    static void schedule(ProcessorContext<?, ?> context, Duration delay, Punctuator task) {
        var once = new Once(task);
        var atLeast = delay.compareTo(LEAST) < 0 ? LEAST : delay;
        once.schedule = context.schedule(atLeast, PunctuationType.WALL_CLOCK_TIME, once);
    }

    @Override
    public void punctuate(long now) {
        schedule.cancel();
        task.punctuate(now);
    }
}
