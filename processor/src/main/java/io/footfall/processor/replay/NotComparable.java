package io.footfall.processor.replay;

/** Two layers cannot be compared now, for the reason that people are told. */
final class NotComparable extends Exception {
    private static final long serialVersionUID = 1L;

    NotComparable(String why) {
        super(why);
    }
}
