package io.footfall.alerts.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.notify.Delivery;
import io.footfall.alerts.notify.Notifications;
import io.footfall.alerts.notify.Receipt;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.rules.Cause;
import io.footfall.alerts.rules.Finding;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class AlertFlowTest {
    private final List<String> happened = new ArrayList<>();
    private final CompletableFuture<Receipt> answer = new CompletableFuture<>();
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private final AlertFlow flow = flow();

    @Test
    void peopleAreToldBeforeTheAlertIsWritten() {
        flow.on(sign("a"));
        assertThat(happened).containsExactly("told a");

        answer.complete(new Receipt.Delivered());

        assertThat(happened).containsExactly("told a", "written a 1");
    }

    @Test
    void anAlertIsWrittenEvenIfNobodyIsToBeTold() {
        flow(List.of()).on(sign("a"));

        assertThat(happened).containsExactly("written a 1");
    }

    @Test
    void theFindingIsDoneOnlyWhenTheAlertIsSafelyWritten() {
        var done = flow.on(sign("a")).toCompletableFuture();
        answer.complete(new Receipt.Delivered());
        assertThat(done).isNotDone();

        written.complete(null);

        assertThat(done).isCompleted();
    }

    @Test
    void anUpdateWaitsUntilPeopleHaveBeenToldOfItsAlert() {
        flow.on(sign("a"));
        flow.on(sign("a"));
        assertThat(happened).containsExactly("told a");

        answer.complete(new Receipt.Delivered());
        written.complete(null);

        assertThat(happened).containsExactly("told a", "written a 1", "written a 2");
    }

    @Test
    void anotherAlertDoesNotWaitForAReceiverThatHangs() {
        flow.on(sign("a"));

        flow.on(sign("b"));

        assertThat(happened).containsExactly("told a", "told b");
    }

    @Test
    void anAlertThatCannotBeWrittenFailsItsFindingAndThoseThatFollow() {
        var first = flow.on(sign("a")).toCompletableFuture();
        var second = flow.on(sign("a")).toCompletableFuture();
        answer.complete(new Receipt.Delivered());

        written.completeExceptionally(new IllegalStateException("no broker"));

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
    }

    private AlertFlow flow() {
        var receiver = new Receiver() {
            @Override
            public String name() {
                return "receiver";
            }

            @Override
            public CompletionStage<Receipt> send(Alert alert) {
                happened.add("told " + alert.fingerprint());
                return answer;
            }
        };
        return flow(List.of(receiver));
    }

    private AlertFlow flow(List<Receiver> receivers) {
        var minute = Duration.ofMinutes(1);
        var delivery = new Delivery(new Delivery.Policy(1, minute, minute, minute), () -> 0, Runnable::run);
        var notifications = new Notifications(receivers, delivery, lost -> written, Clock.systemUTC());
        return new AlertFlow(new AlertBook(Clock.systemUTC(), minute, 10, 10), notifications, alert -> {
            happened.add("written " + alert.fingerprint() + " " + alert.count());
            return written;
        });
    }

    private static Finding sign(String fingerprint) {
        return new Finding.Sign(new Cause("rule", Severity.WARNING, fingerprint), "summary", Instant.EPOCH, "evidence");
    }
}
