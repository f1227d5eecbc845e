package io.footfall.processor.windows;

import java.time.Duration;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Publishes the windows of one partition that have changed, when {@link Timing} says so: the newest, whose clicks people
 * see arrive, more often than all. Clicks that are out of order change several older windows all the time.
 */
final class ChangePublisher {
    private final Timing timing;
    private final LongSupplier clock;
    private final Consumer<Duration> schedule;
    private final LongConsumer publish;
    private final NavigableSet<Long> changed = new TreeSet<>();
    private boolean isScheduled;
    private long publishedAt;
    private long allPublishedAt;

    /**
     * Creates a publisher without changes.
     *
     * @param clock ms since the epoch
     * @param schedule has to call {@link #publishDue} after that delay
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
        scheduleNext();
    }

    private void scheduleNext() {
        if (!isScheduled) {
            isScheduled = true;
            schedule.accept(timing.untilPublished(clock.getAsLong(), publishedAt));
        }
    }

    void publishDue(long now) {
        isScheduled = false;
        publishedAt = now;
        if (now - allPublishedAt < timing.olderWindowsInterval().toMillis() && !changed.isEmpty()) {
            publish.accept(changed.pollLast());
        } else {
            allPublishedAt = now;
            changed.forEach(publish::accept);
            changed.clear();
        }
        if (!changed.isEmpty()) {
            scheduleNext();
        }
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
