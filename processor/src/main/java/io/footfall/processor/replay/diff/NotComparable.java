package io.footfall.processor.replay.diff;

/** Two serving versions cannot be compared now; the message is the reason for people. */
public final class NotComparable extends Exception {
    private static final long serialVersionUID = 1L;

    NotComparable(String reason) {
        super(reason);
    }
}
