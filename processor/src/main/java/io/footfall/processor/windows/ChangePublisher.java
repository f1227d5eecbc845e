package io.footfall.processor.windows;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Publishes the windows of one partition that have changed: all together, when {@link Timing} says so. */
final class ChangePublisher {
    private final Timing timing;
    private final LongSupplier clock;
    private final Consumer<Duration> schedule;
    private final LongConsumer publish;
    private final Set<Long> changed = new TreeSet<>();
    private boolean isScheduled;
    private long publishedAt;

    /**
     * Creates a publisher without changes.
     *
     * @param clock ms since the epoch
     * @param schedule has to call {@link #publishAll} after that delay
     * @param publish publishes the window with that start
     */
    ChangePublisher(Timing timing, LongSupplier clock, Consumer<Duration> schedule, LongConsumer publish) {
        this.timing = timing;
        this.clock = clock;
        this.schedule = schedule;
        this.publish = publish;
    }

    /** Notes that a window has changed; it counts as changed until it is published. */
    void changed(long start) {
        changed.add(start);
        if (!isScheduled) {
            isScheduled = true;
            schedule.accept(timing.untilPublished(clock.getAsLong(), publishedAt));
        }
    }

    void publishAll(long now) {
        isScheduled = false;
        publishedAt = now;
        changed.forEach(publish::accept);
        changed.clear();
    }

    /** Publishes a window that is about to be evicted. An unchanged one would only make the merge publish it again. */
    void publishIfChanged(long start) {
        if (changed.remove(start)) {
            publish.accept(start);
        }
    }

    boolean isEverythingPublished() {
        return changed.isEmpty();
    }
}
