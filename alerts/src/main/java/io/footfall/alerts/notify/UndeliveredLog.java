package io.footfall.alerts.notify;

import java.util.concurrent.CompletionStage;

/** Where notifications are written that were given up on; the answer comes when the write is safe. */
public interface UndeliveredLog {
    CompletionStage<Void> write(Undelivered undelivered);
}
