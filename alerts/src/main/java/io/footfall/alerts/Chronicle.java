package io.footfall.alerts;

import io.footfall.alerts.life.Decisions;
import io.footfall.alerts.notify.Notice;
import io.footfall.events.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the topics of alerts, notices and decisions say, the same in every replica: their records in,
 * what the API answers and what a replica that takes over begins with out.
 */
final class Chronicle {
    /** Notices that nobody waits for any more; those that somebody waits for are kept in any case. */
    private static final int MOST_ENDED = 2_000;

    private final Decisions decisions;
    private final Map<String, Written> alerts = new HashMap<>();
    private final Map<String, Notice> pending = new LinkedHashMap<>();
    private final Map<String, Notice> ended = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Notice> eldest) {
            return size() > MOST_ENDED;
        }
    };

    /** An alert and when it was written down. */
    record Written(Alert alert, Instant at) {}

    Chronicle(Decisions decisions) {
        this.decisions = decisions;
    }

    Decisions decisions() {
        return decisions;
    }

    synchronized void alert(String fingerprint, Optional<Alert> alert, Instant writtenAt) {
        alert.ifPresentOrElse(
                now -> alerts.put(fingerprint, new Written(now, writtenAt)), () -> alerts.remove(fingerprint));
    }

    synchronized void notice(String id, Optional<Notice> notice) {
        pending.remove(id);
        ended.remove(id);
        notice.ifPresent(now -> (now.isPending() ? pending : ended).put(id, now));
    }

    /** Those with the newest sign first. */
    synchronized List<Written> alerts() {
        var list = new ArrayList<>(alerts.values());
        list.sort(Comparator.comparing(Written::at).reversed());
        return list;
    }

    synchronized Optional<Alert> alert(String fingerprint) {
        return Optional.ofNullable(alerts.get(fingerprint)).map(Written::alert);
    }

    /** All that are remembered, oldest first. */
    synchronized List<Notice> notices() {
        var list = new ArrayList<>(ended.values());
        list.addAll(pending.values());
        list.sort(Comparator.comparing(Notice::at));
        return list;
    }

    synchronized Optional<Notice> notice(String id) {
        return Optional.ofNullable(pending.getOrDefault(id, ended.get(id)));
    }
}
