package io.footfall.sandbox.delivery;

import java.util.concurrent.atomic.LongAdder;

/** What became of the clicks that were sent; counted from any thread. */
public final class Counts {
    private final LongAdder sent = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final LongAdder skipped = new LongAdder();

    public void sent(int clicks) {
        sent.add(clicks);
    }

    public void accepted(int clicks) {
        accepted.add(clicks);
    }

    public void refused(int clicks) {
        refused.add(clicks);
    }

    /** The other side could not be reached, or was too busy to take them. */
    public void unanswered(int clicks) {
        unanswered.add(clicks);
    }

    /** There was nothing to send. */
    public void skipped(int lines) {
        skipped.add(lines);
    }

    public long sent() {
        return sent.sum();
    }

    @Override
    public String toString() {
        var text = "sent=%d accepted=%d refused=%d skipped=%d"
                .formatted(sent.sum(), accepted.sum(), refused.sum(), skipped.sum());
        return unanswered.sum() == 0 ? text : text + " unanswered=" + unanswered.sum();
    }
}
