package io.footfall.alerts.notify.delivery;

import static io.footfall.alerts.notify.SampleAlerts.NOW;
import static io.footfall.alerts.notify.SampleAlerts.notification;
import static io.footfall.alerts.notify.SampleAlerts.notificationOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.alerts.notify.Attempt;
import io.footfall.alerts.notify.DeadLetter;
import io.footfall.alerts.notify.Delivery;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.NotificationLog;
import io.footfall.alerts.notify.Notifier;
import io.footfall.alerts.notify.Outcome;
import io.footfall.alerts.notify.Receiver;
import io.footfall.alerts.notify.Route;
import io.footfall.alerts.state.actions.DisabledReceiver;
import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.alerts.state.actions.Redelivery;
import io.footfall.events.Alert.Severity;
import io.footfall.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeliveryQueueTest {
    private static final List<Duration> BACKOFF = List.of(Duration.ofSeconds(5), Duration.ofMinutes(5));

    private final RecordingLog log = new RecordingLog();
    private final OperatorActions actions = new OperatorActions();
    private final RecordingObserver observer = new RecordingObserver();
    private final RecordingNotifier first = new RecordingNotifier();
    private final RecordingNotifier second = new RecordingNotifier();
    private final MutableClock clock = new MutableClock(NOW);
    private final DeliveryQueue deliveries = newDeliveries();

    @Test
    void receiversDoNotWaitForEachOther() {
        add(notification("one", "first", "second"));

        second.answer(new Outcome.Delivered());

        assertThat(first.sent).hasSize(1);
        assertThat(log.latest("one").deliveries().get("second").status()).isEqualTo(Delivery.Status.DELIVERED);
        assertThat(log.latest("one").deliveries().get("first").status()).isEqualTo(Delivery.Status.PENDING);
    }

    @Test
    void aFailedAttemptIsRetriedWithBackoffAndThenBecomesADeadLetter() {
        add(notification("one", "first"));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));
        tick(Duration.ofSeconds(4));
        assertThat(first.sent).isEmpty();
        tick(Duration.ofSeconds(1));
        first.answer(new Outcome.Failed("timeout", "no answer"));
        tick(Duration.ofMinutes(5));
        first.answer(new Outcome.Failed("unreachable", "ConnectException"));

        assertThat(log.deadLetters).singleElement().satisfies(given -> {
            assertThat(given.reason()).isEqualTo("unreachable");
            assertThat(given.attempts()).isEqualTo(3);
        });
        assertThat(log.latest("one").deliveries().get("first").attempts())
                .extracting(Attempt::outcome)
                .containsExactly("http_500", "timeout", "unreachable");
    }

    @Test
    void anAnswerThatARollOutMayGiveIsRetriedForAWhileOnly() {
        add(notification("one", "first"));
        first.answer(new Outcome.Failed("http_404", "the receiver answered 404", Duration.ZERO, 1));
        tick(Duration.ofSeconds(5));
        first.answer(new Outcome.Failed("http_404", "the receiver answered 404", Duration.ZERO, 1));

        assertThat(log.deadLetters).singleElement().satisfies(given -> {
            assertThat(given.reason()).isEqualTo("http_404");
            assertThat(given.attempts()).isEqualTo(2);
        });
    }

    @Test
    void aReceiverThatIsBackAfterARollOutGetsTheNotification() {
        add(notification("one", "first"));
        first.answer(new Outcome.Failed("http_404", "the receiver answered 404", Duration.ZERO, 1));
        tick(Duration.ofSeconds(5));
        first.answer(new Outcome.Delivered());

        assertThat(log.latest("one").deliveries().get("first").status()).isEqualTo(Delivery.Status.DELIVERED);
        assertThat(log.deadLetters).isEmpty();
    }

    @Test
    void retryAfterIsRespected() {
        add(notification("one", "first"));
        first.answer(new Outcome.Failed("http_429", "busy", Duration.ofSeconds(60)));

        tick(Duration.ofSeconds(59));
        assertThat(first.sent).isEmpty();
        tick(Duration.ofSeconds(1));
        assertThat(first.sent).hasSize(1);
    }

    @Test
    void aRefusedNotificationIsNotRetried() {
        add(notification("one", "first"));
        first.answer(new Outcome.Refused("http_403", "the receiver answered 403"));

        tick(Duration.ofHours(24));
        assertThat(first.sent).isEmpty();
        assertThat(log.deadLetters).extracting(DeadLetter::reason).containsExactly("http_403");
    }

    @Test
    void aReceiverThatIsGoneGetsNothingUntilItIsEnabled() {
        add(notification("one", "first"));
        first.answer(new Outcome.Gone("http_410", "the receiver answered 410"));
        add(notification("two", "first"));
        assertThat(first.sent).isEmpty();
        assertThat(log.deadLetters).extracting(DeadLetter::reason).containsExactly("http_410", "disabled");

        assertThat(log.disabledReceivers).hasSize(1);
        add(notification("three", "first"));
        assertThat(first.sent).isEmpty();
        actions.put(OperatorActions.disabledKey("first"), null);
        add(notification("four", "first"));
        assertThat(first.sent).hasSize(1);
    }

    @Test
    void aReceiverGetsTheNotificationsOfOneAlertInOrder() {
        add(notification("one", "first"));
        add(notification("two", "first"));
        assertThat(first.sent).extracting(Notification::id).containsExactly("one");

        first.answer(new Outcome.Delivered());
        tick(Duration.ZERO);
        assertThat(first.sent).extracting(Notification::id).containsExactly("two");
    }

    @Test
    void aNewNotificationRetriesTheOlderOneFirst() {
        add(notification("one", "first"));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));
        tick(Duration.ofSeconds(5));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));

        add(notification("two", "first"));

        assertThat(first.sent).extracting(Notification::id).containsExactly("one");
        first.answer(new Outcome.Delivered());
        tick(Duration.ZERO);
        assertThat(first.sent).extracting(Notification::id).containsExactly("two");
    }

    @Test
    void anEarlyRetryUsesUpNoRetryAndKeepsTheSchedule() {
        add(notification("one", "first"));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));
        tick(Duration.ofSeconds(5));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));
        add(notification("two", "first"));

        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));

        assertThat(log.latest("one").deliveries().get("first"))
                .returns(2, Delivery::tries)
                .returns(Delivery.Status.PENDING, Delivery::status);
        tick(Duration.ofSeconds(4));
        assertThat(first.sent).isEmpty();
        tick(Duration.ofSeconds(1));
        assertThat(first.sent).extracting(Notification::id).containsExactly("one");
    }

    @Test
    void aReceiverThatRecoversGetsEverythingThatWaitsAtOnce() {
        add(notificationOf("another alert", "one", "first"));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));
        tick(Duration.ofSeconds(5));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));
        add(notification("two", "first"));

        first.answer(new Outcome.Delivered());
        tick(Duration.ZERO);

        assertThat(first.sent).extracting(Notification::id).containsExactly("one");
    }

    @Test
    void aNotificationThatWasPendingBeforeARestartIsSentWithTheSameId() {
        add(notification("one", "first"));
        first.sent.clear();
        var next = newDeliveries();
        next.add(notification("one", "first"));

        next.tick();

        assertThat(first.sent).extracting(Notification::id).containsExactly("one");
    }

    @Test
    void aRedeliveryIsMadeOnce() {
        add(notification("one", "first"));
        first.answer(new Outcome.Delivered());
        clock.advance(Duration.ofSeconds(60));
        var sent = clock.instant();
        var delivered = log.latest("one");
        clock.advance(Duration.ofSeconds(1));

        var wanted = new Redelivery("one", "first", "ann", sent);
        deliveries.redeliver(delivered, wanted);
        deliveries.tick();
        first.answer(new Outcome.Delivered());
        deliveries.redeliver(log.latest("one"), wanted);
        deliveries.tick();

        assertThat(first.sent).isEmpty();
        assertThat(log.latest("one").deliveries().get("first").attempts()).hasSize(2);
    }

    @Test
    void anExceptionIsRetriedLikeAnyFailure() {
        first.isBroken = true;
        add(notification("one", "first"));

        assertThat(log.latest("one").deliveries().get("first"))
                .returns(Delivery.Status.PENDING, Delivery::status)
                .returns(1, Delivery::tries);
    }

    @Test
    void theQueueOfAReceiverIsBounded() {
        for (var number = 0; number < 9; number++) {
            add(notification("notification " + number, "first"));
        }

        deliveries.tick();
        assertThat(observer.waiting).containsExactlyEntriesOf(Map.of("first", 5));
        assertThat(log.deadLetters).extracting(DeadLetter::reason).containsOnly("queue_full");
    }

    @Test
    void theOutcomeOfAnAttemptIsNotWrittenAfterStop() {
        add(notification("one", "first"));
        var before = log.latest("one");

        deliveries.stop();
        first.answer(new Outcome.Delivered());

        assertThat(log.latest("one")).isSameAs(before);
        assertThat(observer.waiting).isEmpty();
        assertThat(observer.attempts).isEmpty();
    }

    @Test
    void thereIsNoAttemptUnlessThisReplicaIsConfirmedToBeActive() {
        add(notification("one", "first"));
        first.answer(new Outcome.Failed("http_500", "detail"));
        log.isFenced = true;

        assertThatThrownBy(() -> tick(BACKOFF.get(0).multipliedBy(2))).hasMessage("fenced");
        assertThat(first.sent).isEmpty();

        log.isFenced = false;
        tick(Duration.ZERO);
        assertThat(first.sent).hasSize(1);
    }

    private void add(Notification notification) {
        deliveries.add(notification);
        deliveries.tick();
    }

    private void tick(Duration after) {
        clock.advance(after);
        deliveries.tick();
    }

    private DeliveryQueue newDeliveries() {
        var all = new Route(Severity.WARNING, Set.of(), true);
        var retries = new Retries(BACKOFF, () -> 0.5);
        return new DeliveryQueue(
                List.of(new Receiver("first", all, first), new Receiver("second", all, second)),
                new DeliveryQueue.Policy(Duration.ofMinutes(1), retries, 2, 5),
                log,
                actions,
                Runnable::run,
                clock,
                observer);
    }

    private static final class RecordingNotifier implements Notifier {
        private final List<Notification> sent = new ArrayList<>();
        private final List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        private boolean isBroken;

        @Override
        public CompletableFuture<Outcome> send(Notification notification) {
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            sent.add(notification);
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        }

        void answer(Outcome outcome) {
            sent.remove(0);
            answers.remove(0).complete(outcome);
        }

        @Override
        public String addressHash() {
            return "address";
        }
    }

    private static final class RecordingObserver implements DeliveryObserver {
        private final List<Attempt> attempts = new ArrayList<>();
        private Map<String, Integer> waiting = Map.of();

        @Override
        public void attempted(String receiver, Attempt attempt) {
            attempts.add(attempt);
        }

        @Override
        public void waiting(Map<String, Integer> notificationsByReceiver) {
            waiting = notificationsByReceiver;
        }
    }

    private static final class RecordingLog implements NotificationLog {
        private final Map<String, Notification> notifications = new HashMap<>();
        private final List<DeadLetter> deadLetters = new ArrayList<>();
        private final List<DisabledReceiver> disabledReceivers = new ArrayList<>();
        private boolean isFenced;

        Notification latest(String id) {
            return notifications.get(id);
        }

        @Override
        public void write(Notification notification) {
            notifications.put(notification.id(), notification);
        }

        @Override
        public void write(DeadLetter notification) {
            deadLetters.add(notification);
        }

        @Override
        public void write(DisabledReceiver disablement) {
            disabledReceivers.add(disablement);
        }

        @Override
        public void confirm(Notification notification) {
            if (isFenced) {
                throw new IllegalStateException("fenced");
            }
        }
    }
}
