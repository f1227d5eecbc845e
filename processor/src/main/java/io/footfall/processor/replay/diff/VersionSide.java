package io.footfall.processor.replay.diff;

import java.util.List;

/** One of the two serving versions of a comparison: the one that is compared with, or the one that is compared. */
enum VersionSide {
    FIRST(0),
    SECOND(1);

    private final int index;

    VersionSide(int index) {
        this.index = index;
    }

    int index() {
        return index;
    }

    /** The element of this side. */
    <T> T of(List<T> both) {
        return both.get(index);
    }
}
