package io.footfall.processor.alignment;

import java.time.Duration;
import java.util.PriorityQueue;

/**
 * When the current thread of Kafka Streams has to run a task that it has scheduled. Its consumer waits for records until then
 * and no longer: a thread that has nothing to do does not have to wake up to look for tasks.
 */
public final class PollDeadline {
    /** Kafka Streams runs nothing that is due in a fraction of a millisecond. */
    private static final long MARGIN_MILLIS = 1;

    private static final ThreadLocal<PriorityQueue<Long>> DUE = ThreadLocal.withInitial(PriorityQueue::new);

    private PollDeadline() {}

    /** Notes that the current thread has a task at that time, ms since the epoch. */
    public static void add(long millis) {
        DUE.get().add(millis + MARGIN_MILLIS);
    }

    /**
     * How long the current thread may wait.
     *
     * @param timeout the longest
     * @param now ms since the epoch
     * @return zero if a task is due, which runs after that poll
     */
    static Duration limit(Duration timeout, long now) {
        var due = DUE.get();
        if (due.isEmpty()) {
            return timeout;
        }
        var left = due.peek() - now;
        if (left > 0) {
            return left < timeout.toMillis() ? Duration.ofMillis(left) : timeout;
        }
        while (!due.isEmpty() && due.peek() <= now) {
            due.remove();
        }
        return Duration.ZERO;
    }
}
