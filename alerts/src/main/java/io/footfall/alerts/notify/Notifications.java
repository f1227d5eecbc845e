package io.footfall.alerts.notify;

import io.footfall.alerts.notify.Receipt.Delivered;
import io.footfall.alerts.notify.Receipt.Failed;
import io.footfall.events.Alert;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** An alert in; every receiver told at the same time, or written down as not told, out. */
public final class Notifications {
    private final List<Receiver> receivers;
    private final Delivery delivery;
    private final UndeliveredLog undelivered;
    private final Clock clock;

    public Notifications(List<Receiver> receivers, Delivery delivery, UndeliveredLog undelivered, Clock clock) {
        this.receivers = List.copyOf(receivers);
        this.delivery = delivery;
        this.undelivered = undelivered;
        this.clock = clock;
    }

    /** Answers when no receiver is left to be told; fails only if one who was not told cannot be written down. */
    public CompletionStage<Void> send(Alert alert) {
        return all(receiver -> delivery.send(receiver, alert)
                        .thenCompose(receipt -> account(receiver, alert, receipt))
                        .toCompletableFuture())
                .thenApply(told -> null);
    }

    /** One attempt at each receiver, nothing written down. */
    public CompletionStage<List<Result>> test(Alert alert) {
        return all(receiver -> delivery.sendOnce(receiver, alert)
                .thenApply(receipt -> Result.of(receiver, receipt))
                .toCompletableFuture());
    }

    private CompletionStage<Void> account(Receiver receiver, Alert alert, Receipt receipt) {
        return receipt instanceof Failed failed
                ? undelivered.write(new Undelivered(
                        receiver.name(), failed.reason(), failed.detail(), delivery.attempts(), clock.instant(), alert))
                : CompletableFuture.completedStage(null);
    }

    private <T> CompletableFuture<List<T>> all(Function<Receiver, CompletableFuture<T>> tell) {
        var answers = receivers.stream().map(tell).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
    }

    /**
     * What came of a test.
     *
     * @param receiver who was told
     * @param delivered whether the receiver took it
     * @param detail why not, or {@code delivered}
     */
    public record Result(String receiver, boolean delivered, String detail) {
        static Result of(Receiver receiver, Receipt receipt) {
            return receipt instanceof Failed failed
                    ? new Result(receiver.name(), false, failed.reason() + " (" + failed.detail() + ")")
                    : new Result(receiver.name(), receipt instanceof Delivered, "delivered");
        }
    }
}
