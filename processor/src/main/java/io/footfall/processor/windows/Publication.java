package io.footfall.processor.windows;

/** What has been published of a window. */
final class Publication {
    private boolean isFinal;
    private boolean isChanged = true;

    boolean isFinal() {
        return isFinal;
    }

    void changed() {
        isChanged = true;
    }

    /** Whether the window's record is to be replaced: at once when it becomes final, else with those of all others. */
    boolean isDue(boolean becomesFinal, boolean isTime) {
        return becomesFinal != isFinal || (isChanged && isTime);
    }

    void done(boolean isFinalNow) {
        isFinal = isFinalNow;
        isChanged = false;
    }
}
