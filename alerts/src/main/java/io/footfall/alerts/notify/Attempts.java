package io.footfall.alerts.notify;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Notices to be sent in; what came of each out, after a timeout at the latest. So many at a time go to
 * one receiver: one that hangs costs no other anything. Used by one thread.
 */
final class Attempts {
    private final Duration timeout;
    private final int atOnce;
    private final Executor engine;
    private final Map<String, Set<String>> underWay = new HashMap<>();
    private boolean isStopped;

    Attempts(Duration timeout, int atOnce, Executor engine) {
        this.timeout = timeout;
        this.atOnce = atOnce;
        this.engine = engine;
    }

    boolean isUnderWay(String receiver, String notice) {
        return underWay(receiver).contains(notice);
    }

    /** Whether one more can begin, of this notice. */
    boolean hasRoom(String receiver, String notice) {
        return underWay(receiver).size() < atOnce && !isUnderWay(receiver, notice);
    }

    void begin(Recipient recipient, Notice notice, Consumer<Outcome> then) {
        underWay(recipient.name()).add(notice.id());
        var sent = recipient.tell(notice);
        var unused = sent.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((outcome, failure) -> failure == null ? outcome : Failures.outcome(failure, timeout))
                .thenAccept(outcome -> {
                    sent.cancel(true);
                    // Not as a stage of the future, which would keep to itself what goes wrong there.
                    engine.execute(() -> done(recipient, notice, outcome, then));
                });
    }

    private void done(Recipient recipient, Notice notice, Outcome outcome, Consumer<Outcome> then) {
        underWay(recipient.name()).remove(notice.id());
        if (!isStopped) {
            then.accept(outcome);
        }
    }

    /** What comes of those under way is somebody else's to find out now: by sending them again. */
    void stop() {
        isStopped = true;
    }

    private Set<String> underWay(String receiver) {
        return underWay.computeIfAbsent(receiver, first -> new HashSet<>());
    }
}
