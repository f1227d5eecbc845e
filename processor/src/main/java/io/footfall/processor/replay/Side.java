package io.footfall.processor.replay;

import java.util.List;

/** Which of two layers something comes from: the one that is compared with, or the one that is compared. */
enum Side {
    FIRST(0),
    SECOND(1);

    private final int index;

    Side(int index) {
        this.index = index;
    }

    int index() {
        return index;
    }

    /** This side's of two things. */
    <T> T of(List<T> both) {
        return both.get(index);
    }
}
