package io.footfall.sandbox.delivery;

import java.util.concurrent.atomic.LongAdder;

/** Counts the clicks that were sent, by result. Thread-safe. */
public final class DeliveryCounts {
    private final LongAdder sent = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final LongAdder skipped = new LongAdder();

    public void sent(int clicks) {
        sent.add(clicks);
    }

    public void accepted(int clicks) {
        accepted.add(clicks);
    }

    public void rejected(int clicks) {
        rejected.add(clicks);
    }

    /** Ingest could not be reached, or was overloaded. */
    public void unanswered(int clicks) {
        unanswered.add(clicks);
    }

    /** Blank lines of a file. */
    public void skipped(int lines) {
        skipped.add(lines);
    }

    public long sent() {
        return sent.sum();
    }

    @Override
    public String toString() {
        var text = "sent=%d accepted=%d rejected=%d skipped=%d"
                .formatted(sent.sum(), accepted.sum(), rejected.sum(), skipped.sum());
        return unanswered.sum() == 0 ? text : text + " unanswered=" + unanswered.sum();
    }
}
