package io.footfall.alerts;

import io.footfall.alerts.notify.NoticeLog;
import io.footfall.events.Alert;
import java.util.Map;
import java.util.Optional;

/** Where all that has to survive is written; each call returns once the write is safe. */
interface AlertsLog extends NoticeLog {
    /** By fingerprint; empty to forget. */
    void write(Map<String, Optional<Alert>> alerts);

    /**
     * A decision under its key; null to take it back.
     *
     * @throws io.smallrye.mutiny.TimeoutException if the log does not answer soon; it may be written all the same
     */
    void decide(String key, Object decision);

    /** Forgets a decision, however long that takes. */
    void forget(String key);
}
