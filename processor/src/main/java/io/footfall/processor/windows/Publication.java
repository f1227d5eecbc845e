package io.footfall.processor.windows;

import java.time.Duration;

/** What has been published of a window, and when. */
final class Publication {
    private boolean isFinal;
    private boolean isChanged = true;
    private long at;

    boolean isFinal() {
        return isFinal;
    }

    void changed() {
        isChanged = true;
    }

    /** Whether the window's record is to be replaced: at once when it becomes final, else not too often. */
    boolean isDue(boolean becomesFinal, long now, Duration update) {
        return becomesFinal != isFinal || (isChanged && now - at >= update.toMillis());
    }

    void done(boolean isFinalNow, long now) {
        isFinal = isFinalNow;
        isChanged = false;
        at = now;
    }
}
