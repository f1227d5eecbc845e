package io.footfall.alerts.notify;

import static io.footfall.alerts.notify.Samples.NOW;
import static io.footfall.alerts.notify.Samples.notice;
import static io.footfall.alerts.notify.Samples.noticeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.life.Decisions;
import io.footfall.alerts.life.Disablement;
import io.footfall.alerts.life.Redelivery;
import io.footfall.events.Alert.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(5), Duration.ofMinutes(5));

    private final Log log = new Log();
    private final Decisions decisions = new Decisions();
    private final Watched watched = new Watched();
    private final Asked first = new Asked();
    private final Asked second = new Asked();
    private Instant now = NOW;
    private final Deliveries deliveries = newDeliveries();

    @Test
    void everyReceiverIsToldAtOnceAndNoneWaitsForAnother() {
        take(notice("one", "first", "second"));

        second.answer(new Outcome.Delivered());

        assertThat(first.asked).hasSize(1);
        assertThat(log.latest("one").deliveries().get("second").status()).isEqualTo(Delivery.Status.DELIVERED);
        assertThat(log.latest("one").deliveries().get("first").status()).isEqualTo(Delivery.Status.PENDING);
    }

    @Test
    void whatFailsIsTriedAgainLaterEachTimeAndThenGivenUpInWriting() {
        take(notice("one", "first"));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));
        pass(Duration.ofSeconds(4));
        assertThat(first.asked).isEmpty();
        pass(Duration.ofSeconds(1));
        first.answer(new Outcome.Failed("timeout", "no answer"));
        pass(Duration.ofMinutes(5));
        first.answer(new Outcome.Failed("unreachable", "ConnectException"));

        assertThat(log.undelivered).singleElement().satisfies(given -> {
            assertThat(given.reason()).isEqualTo("unreachable");
            assertThat(given.attempts()).isEqualTo(3);
        });
        assertThat(log.latest("one").deliveries().get("first").attempts())
                .extracting(Attempt::outcome)
                .containsExactly("http_500", "timeout", "unreachable");
    }

    @Test
    void aReceiverThatAsksForPatienceGetsIt() {
        take(notice("one", "first"));
        first.answer(new Outcome.Failed("http_429", "busy", Duration.ofSeconds(60)));

        pass(Duration.ofSeconds(59));
        assertThat(first.asked).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(first.asked).hasSize(1);
    }

    @Test
    void whatIsRefusedIsNotTriedAgain() {
        take(notice("one", "first"));
        first.answer(new Outcome.Refused("http_404", "the receiver answered 404"));

        pass(Duration.ofHours(24));
        assertThat(first.asked).isEmpty();
        assertThat(log.undelivered).extracting(Undelivered::reason).containsExactly("http_404");
    }

    @Test
    void aReceiverThatIsGoneIsToldNothingMoreUntilSomebodyEnablesIt() {
        take(notice("one", "first"));
        first.answer(new Outcome.Gone("http_410", "the receiver answered 410"));
        take(notice("two", "first"));
        assertThat(first.asked).isEmpty();
        assertThat(log.undelivered).extracting(Undelivered::reason).containsExactly("http_410", "disabled");

        assertThat(log.disablements).hasSize(1);
        take(notice("three", "first"));
        assertThat(first.asked).isEmpty();
        decisions.put(Decisions.disablement("first"), null);
        take(notice("four", "first"));
        assertThat(first.asked).hasSize(1);
    }

    @Test
    void oneReceiverHearsOfTheSameAlertInOrder() {
        take(notice("one", "first"));
        take(notice("two", "first"));
        assertThat(first.asked).extracting(Notice::id).containsExactly("one");

        first.answer(new Outcome.Delivered());
        pass(Duration.ZERO);
        assertThat(first.asked).extracting(Notice::id).containsExactly("two");
    }

    @Test
    void whatFailedBeforeIsTriedAgainWithWhatIsNewAndInOrder() {
        take(notice("one", "first"));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));
        pass(Duration.ofSeconds(5));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));

        take(notice("two", "first"));

        assertThat(first.asked).extracting(Notice::id).containsExactly("one");
        first.answer(new Outcome.Delivered());
        pass(Duration.ZERO);
        assertThat(first.asked).extracting(Notice::id).containsExactly("two");
    }

    @Test
    void whatIsTriedBeforeItsTimeIsNotGivenUpOnSoonerAndDoesNotHurry() {
        take(notice("one", "first"));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));
        pass(Duration.ofSeconds(5));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));
        take(notice("two", "first"));

        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));

        assertThat(log.latest("one").deliveries().get("first"))
                .returns(2, Delivery::tries)
                .returns(Delivery.Status.PENDING, Delivery::status);
        pass(Duration.ofSeconds(4));
        assertThat(first.asked).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(first.asked).extracting(Notice::id).containsExactly("one");
    }

    @Test
    void aReceiverThatIsWellAgainIsToldAtOnceOfEverythingThatWaits() {
        take(noticeOf("another alert", "one", "first"));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));
        pass(Duration.ofSeconds(5));
        first.answer(new Outcome.Failed("http_500", "the receiver answered 500"));
        take(notice("two", "first"));

        first.answer(new Outcome.Delivered());
        pass(Duration.ZERO);

        assertThat(first.asked).extracting(Notice::id).containsExactly("one");
    }

    @Test
    void whatWasPendingBeforeARestartIsTriedWithTheSameId() {
        take(notice("one", "first"));
        first.asked.clear();
        var next = newDeliveries();
        next.add(notice("one", "first"));

        next.pass();

        assertThat(first.asked).extracting(Notice::id).containsExactly("one");
    }

    @Test
    void aDeliveryCanBeMadeOnceMoreByHandAndOnlyOnce() {
        take(notice("one", "first"));
        first.answer(new Outcome.Delivered());
        now = now.plusSeconds(60);
        var asked = now;
        var delivered = log.latest("one");
        now = now.plusSeconds(1);

        var wanted = new Redelivery("one", "first", "ann", asked);
        deliveries.again(delivered, wanted);
        deliveries.pass();
        first.answer(new Outcome.Delivered());
        deliveries.again(log.latest("one"), wanted);
        deliveries.pass();

        assertThat(first.asked).isEmpty();
        assertThat(log.latest("one").deliveries().get("first").attempts()).hasSize(2);
    }

    @Test
    void anExceptionIsAFailureLikeAnyOther() {
        first.isBroken = true;
        take(notice("one", "first"));

        assertThat(log.latest("one").deliveries().get("first"))
                .returns(Delivery.Status.PENDING, Delivery::status)
                .returns(1, Delivery::tries);
    }

    @Test
    void noMoreThanSoManyNoticesWaitForAReceiver() {
        for (var number = 0; number < 9; number++) {
            take(notice("notice " + number, "first"));
        }

        deliveries.pass();
        assertThat(watched.waiting).containsExactlyEntriesOf(Map.of("first", 5));
        assertThat(log.undelivered).extracting(Undelivered::reason).containsOnly("queue_full");
    }

    @Test
    void whatComesOfAnAttemptAfterSomebodyElseHasTakenOverIsNotWritten() {
        take(notice("one", "first"));
        var before = log.latest("one");

        deliveries.stop();
        first.answer(new Outcome.Delivered());

        assertThat(log.latest("one")).isSameAs(before);
        assertThat(watched.waiting).isEmpty();
        assertThat(watched.attempts).isEmpty();
    }

    private void take(Notice notice) {
        deliveries.add(notice);
        deliveries.pass();
    }

    private void pass(Duration after) {
        now = now.plus(after);
        deliveries.pass();
    }

    private Deliveries newDeliveries() {
        var all = new Route(Severity.WARNING, Set.of(), true);
        var retries = new Retries(PAUSES, () -> 0.5);
        return new Deliveries(
                List.of(new Recipient("first", all, first), new Recipient("second", all, second)),
                new Deliveries.Policy(Duration.ofMinutes(1), retries, 2, 5),
                log,
                decisions,
                Runnable::run,
                new Now(),
                watched);
    }

    private static final class Asked implements Receiver {
        private final List<Notice> asked = new ArrayList<>();
        private final List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        private boolean isBroken;

        @Override
        public CompletableFuture<Outcome> send(Notice notice) {
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            asked.add(notice);
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        }

        void answer(Outcome outcome) {
            asked.remove(0);
            answers.remove(0).complete(outcome);
        }

        @Override
        public String address() {
            return "address";
        }
    }

    private static final class Watched implements Deliveries.Observer {
        private final List<Attempt> attempts = new ArrayList<>();
        private Map<String, Integer> waiting = Map.of();

        @Override
        public void attempted(String receiver, Attempt attempt) {
            attempts.add(attempt);
        }

        @Override
        public void waiting(Map<String, Integer> noticesByReceiver) {
            waiting = noticesByReceiver;
        }
    }

    private static final class Log implements NoticeLog {
        private final Map<String, Notice> notices = new HashMap<>();
        private final List<Undelivered> undelivered = new ArrayList<>();
        private final List<Disablement> disablements = new ArrayList<>();

        Notice latest(String id) {
            return notices.get(id);
        }

        @Override
        public void write(Notice notice) {
            notices.put(notice.id(), notice);
        }

        @Override
        public void write(Undelivered notification) {
            undelivered.add(notification);
        }

        @Override
        public void write(Disablement disablement) {
            disablements.add(disablement);
        }
    }

    private final class Now extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
