package io.footfall.processor.windows;

/** What has been published of a merged window. */
final class PublishedState {
    private boolean isFinal;
    private boolean hasChanged = true;

    boolean isFinal() {
        return isFinal;
    }

    void changed() {
        hasChanged = true;
    }

    /**
     * Whether the window's record has to be published again: at once when it becomes final, otherwise with the changes of
     * all other windows.
     *
     * @param isUpdateTime whether changes are published now
     */
    boolean isDue(boolean becomesFinal, boolean isUpdateTime) {
        return becomesFinal != isFinal || (hasChanged && isUpdateTime);
    }

    void published(boolean asFinal) {
        isFinal = asFinal;
        hasChanged = false;
    }
}
