package io.footfall.alerts.notify.delivery;

import static io.footfall.alerts.notify.SampleAlerts.notification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.Notifier;
import io.footfall.alerts.notify.Outcome;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.notify.Route;
import io.footfall.events.Alert.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InFlightAttemptsTest {
    private final List<Runnable> tasks = new ArrayList<>();
    private final CompletableFuture<Outcome> answer = new CompletableFuture<>();
    private final InFlightAttempts attempts = new InFlightAttempts(Duration.ofMinutes(1), 1, tasks::add);

    @Test
    void exceptionsOfTheCallbackAreNotLost() {
        attempts.start(receiver(), notification("one", "first"), outcome -> {
            throw new IllegalStateException("Kafka is unreachable");
        });
        answer.complete(new Outcome.Delivered());

        assertThat(tasks).hasSize(1);
        assertThatThrownBy(tasks.get(0)::run).hasMessage("Kafka is unreachable");
        assertThat(attempts.mayStart("first", "one")).isTrue();
    }

    private Receiver receiver() {
        return new Receiver("first", new Route(Severity.WARNING, Set.of(), true), new Notifier() {
            @Override
            public CompletableFuture<Outcome> send(Notification notification) {
                return answer;
            }

            @Override
            public String addressHash() {
                return "address";
            }
        });
    }
}
