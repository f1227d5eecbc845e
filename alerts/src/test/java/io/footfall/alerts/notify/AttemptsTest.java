package io.footfall.alerts.notify;

import static io.footfall.alerts.notify.Samples.notice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.events.Alert.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final List<Runnable> tasks = new ArrayList<>();
    private final CompletableFuture<Outcome> answer = new CompletableFuture<>();
    private final Attempts attempts = new Attempts(Duration.ofMinutes(1), 1, tasks::add);

    @Test
    void whatGoesWrongWhileAnOutcomeIsWrittenIsNotLost() {
        attempts.begin(recipient(), notice("one", "first"), outcome -> {
            throw new IllegalStateException("the log is away");
        });
        answer.complete(new Outcome.Delivered());

        assertThat(tasks).hasSize(1);
        assertThatThrownBy(tasks.get(0)::run).hasMessage("the log is away");
        assertThat(attempts.hasRoom("first", "one")).isTrue();
    }

    private Recipient recipient() {
        return new Recipient("first", new Route(Severity.WARNING, Set.of(), true), new Receiver() {
            @Override
            public CompletableFuture<Outcome> send(Notice notice) {
                return answer;
            }

            @Override
            public String address() {
                return "address";
            }
        });
    }
}
