package io.footfall.alerts;

import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.Notifier;
import io.footfall.alerts.notify.Outcome;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.notify.Route;
import io.footfall.events.Alert.Severity;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records what is sent, and answers with a given outcome. */
public final class RecordingNotifier implements Notifier {
    private final List<String> writes;
    private final List<Notification> sent = new CopyOnWriteArrayList<>();
    private boolean isRepeating;
    private volatile CompletableFuture<Outcome> answer = CompletableFuture.completedFuture(new Outcome.Delivered());

    /**
     * Delivers everything.
     *
     * @param writes where it also notes each attempt
     */
    public RecordingNotifier(List<String> writes) {
        this.writes = writes;
    }

    /** From now on, it is one that expects repeats. */
    public RecordingNotifier repeating() {
        isRepeating = true;
        return this;
    }

    public Receiver receiver() {
        return new Receiver("oncall", new Route(Severity.WARNING, Set.of(), true), this);
    }

    public List<Notification> sent() {
        return sent;
    }

    /** From now on, the receiver does not answer. */
    public void hang() {
        answer = new CompletableFuture<>();
    }

    /** From now on, attempts fail. */
    public void fail() {
        answer(new Outcome.Failed("http_500", "the receiver answered 500"));
    }

    /** From now on, attempts have this outcome. */
    public void answer(Outcome outcome) {
        answer = CompletableFuture.completedFuture(outcome);
    }

    /** Ends all attempts that wait for an answer. */
    public void answerAll() {
        answer.complete(new Outcome.Delivered());
    }

    @Override
    public CompletableFuture<Outcome> send(Notification notification) {
        writes.add("attempt " + notification.kind());
        sent.add(notification);
        return answer.copy();
    }

    @Override
    public boolean expectsRepeats() {
        return isRepeating;
    }

    @Override
    public String addressHash() {
        return "hash";
    }
}
