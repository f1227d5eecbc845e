package io.footfall.alerts.notify;

import io.footfall.alerts.life.Decisions;
import io.footfall.alerts.life.Disablement;
import io.footfall.alerts.life.Redelivery;
import io.footfall.events.Alert;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Notices in; every receiver told of them, or given up on in writing, out. Receivers do not wait for
 * each other; one receiver hears of the same alert in order. Used by one thread.
 */
public final class Deliveries {
    private final Map<String, Recipient> recipients;
    private final Policy policy;
    private final NoticeLog log;
    private final Decisions decisions;
    private final Clock clock;
    private final Observer observer;
    private final Attempts attempts;
    /** Those that somebody has still to be told of, oldest first. */
    private final Map<String, Notice> open = new LinkedHashMap<>();
    /** By receiver, the notices that are tried before their time, because it has just taken another one. */
    private final Map<String, Set<String>> early = new HashMap<>();
    /** What has been begun again by hand, so that the same wish is not granted twice. */
    private final Set<Redelivery> granted = new HashSet<>();

    /**
     * How hard to try.
     *
     * @param timeout of one attempt
     * @param retries what comes after a failure
     * @param atOnce attempts at one receiver at the same time
     * @param mostPending notices that wait for one receiver; of more, the oldest are given up on
     */
    public record Policy(Duration timeout, Retries retries, int atOnce, int mostPending) {}

    /** What becomes of notices, for those who watch. */
    public interface Observer {
        void attempted(String receiver, Attempt attempt);

        /** How many notices wait for a receiver, for those for which any does. */
        void waiting(Map<String, Integer> noticesByReceiver);
    }

    /**
     * Tells recipients.
     *
     * @param engine the thread that uses this, for what comes of attempts
     */
    public Deliveries(
            List<Recipient> recipients,
            Policy policy,
            NoticeLog log,
            Decisions decisions,
            Executor engine,
            Clock clock,
            Observer observer) {
        this.recipients = new LinkedHashMap<>();
        recipients.forEach(recipient -> this.recipients.put(recipient.name(), recipient));
        this.policy = policy;
        this.log = log;
        this.decisions = decisions;
        this.clock = clock;
        this.observer = observer;
        this.attempts = new Attempts(policy.timeout(), policy.atOnce(), engine);
    }

    /** Who is to be told of alerts: none if nobody wants to hear of them. */
    public Map<String, Delivery> begin(Notice.Kind kind, List<Alert> alerts, Instant now) {
        var deliveries = new HashMap<String, Delivery>();
        recipients.forEach((name, recipient) -> {
            if (!recipient.route().some(kind, alerts).isEmpty()) {
                deliveries.put(name, Delivery.begin(now));
            }
        });
        return deliveries;
    }

    /** Takes a notice that has been written, by this process or by the one before it. */
    public void add(Notice notice) {
        if (notice.isPending()) {
            open.put(notice.id(), notice);
        }
    }

    /** Tries again what has been given up on, or delivered, as somebody wants. */
    public void again(Notice notice, Redelivery wanted) {
        var latest = open.getOrDefault(notice.id(), notice);
        var delivery = latest.deliveries().get(wanted.receiver());
        // An attempt since then may be of an earlier life of this service, which knew of the wish.
        if (granted.add(wanted) && delivery != null && !delivery.isPending() && !delivery.isTriedSince(wanted.at())) {
            write(latest.with(wanted.receiver(), delivery.again(clock.instant())));
        }
    }

    /** Makes the attempts that are due; where nobody is to be told at all, what waits goes on waiting. */
    public void pass() {
        if (recipients.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var queues = new HashMap<String, Queue>();
        for (var notice : List.copyOf(open.values())) {
            notice.deliveries().forEach((name, delivery) -> {
                if (delivery.isPending()) {
                    pass(queues.computeIfAbsent(name, first -> new Queue()), notice, name, now);
                }
            });
        }
        var waiting = new HashMap<String, Integer>();
        queues.forEach((name, queue) -> waiting.put(name, queue.length));
        waiting.forEach(this::giveUpOldest);
        observer.waiting(waiting);
    }

    /** Ends this replica's part: somebody else goes on with what is open. */
    public void stop() {
        attempts.stop();
        observer.waiting(Map.of());
    }

    /** What waits for one receiver, as far as it has been looked at: of each alert, the oldest notice. */
    private static final class Queue {
        private final Map<String, Notice> heads = new HashMap<>();
        private int length;

        /** The notice that has to come before one of these alerts, if any does. */
        Notice before(List<Alert> alerts) {
            return alerts.stream()
                    .map(alert -> heads.get(alert.fingerprint()))
                    .filter(head -> head != null)
                    .findFirst()
                    .orElse(null);
        }

        void add(Notice notice, List<Alert> alerts) {
            length++;
            alerts.forEach(alert -> heads.putIfAbsent(alert.fingerprint(), notice));
        }
    }

    private void pass(Queue queue, Notice notice, String name, Instant now) {
        var recipient = recipients.get(name);
        if (recipient == null) {
            end(notice, name, new Outcome.Refused("not_set_up", "no such receiver is set up any more"));
        } else if (decisions.isDisabled(name, recipient.receiver().address())) {
            end(notice, name, new Outcome.Refused("disabled", "the receiver has said that it is gone"));
        } else {
            var told = told(recipient, notice);
            var before = queue.before(told);
            queue.add(notice, told);
            if (isDue(notice, name, now)) {
                attempt(recipient, before == null ? notice : before, notice, now);
            }
        }
    }

    /** Those that the receiver wants to hear of; all, if its route has changed since. */
    private static List<Alert> told(Recipient recipient, Notice notice) {
        var some = recipient.route().some(notice.kind(), notice.alerts());
        return some.isEmpty() ? notice.alerts() : some;
    }

    private boolean isDue(Notice notice, String name, Instant now) {
        return !now.isBefore(notice.deliveries().get(name).nextAt())
                || early.getOrDefault(name, Set.of()).contains(notice.id());
    }

    /**
     * Tries a notice, in its own time or in that of a later one that has to wait for it: else what failed
     * yesterday would keep today's from a receiver that has long been well.
     */
    private void attempt(Recipient recipient, Notice notice, Notice dueOne, Instant now) {
        if (attempts.hasRoom(recipient.name(), notice.id())) {
            early.getOrDefault(recipient.name(), new HashSet<>()).remove(dueOne.id());
            attempts.begin(
                    recipient,
                    notice.of(told(recipient, notice)),
                    outcome -> done(recipient, notice.id(), dueOne.id(), now, outcome));
        }
    }

    private void done(Recipient recipient, String id, String dueId, Instant began, Outcome outcome) {
        var name = recipient.name();
        if (outcome instanceof Outcome.Gone) {
            var gone = new Disablement(name, recipient.receiver().address(), clock.instant());
            log.write(gone);
            decisions.disable(gone);
        }
        if (outcome instanceof Outcome.Failed && !dueId.equals(id)) {
            end(dueId, name, began, outcome);
        }
        end(id, name, began, outcome);
        if (outcome instanceof Outcome.Delivered) {
            tryEarly(name);
        }
    }

    /** The receiver is well: nothing that it has not taken before has to wait any longer. */
    private void tryEarly(String name) {
        var waiting = early.computeIfAbsent(name, first -> new HashSet<>());
        open.values().stream().filter(notice -> isPending(notice, name)).forEach(notice -> waiting.add(notice.id()));
    }

    private void end(String id, String name, Instant began, Outcome outcome) {
        var notice = open.get(id);
        if (notice != null && isPending(notice, name)) {
            end(notice, name, began, outcome);
        }
    }

    private void end(Notice notice, String name, Outcome outcome) {
        end(notice, name, clock.instant(), outcome);
    }

    private void end(Notice notice, String name, Instant began, Outcome outcome) {
        var now = clock.instant();
        var attempt = Attempt.of(began, Duration.between(began, now).toMillis(), outcome);
        var before = notice.deliveries().get(name);
        var isEarly = before.nextAt() != null && began.isBefore(before.nextAt());
        var delivery = isEarly && outcome instanceof Outcome.Failed
                ? before.triedEarly(attempt)
                : policy.retries().next(before, attempt, outcome, now);
        observer.attempted(name, attempt);
        if (delivery.status() == Delivery.Status.GIVEN_UP) {
            log.write(new Undelivered(name, attempt.outcome(), attempt.detail(), delivery.tries(), now, notice));
        }
        write(open.getOrDefault(notice.id(), notice).with(name, delivery));
    }

    private void write(Notice notice) {
        log.write(notice);
        if (notice.isPending()) {
            open.put(notice.id(), notice);
        } else {
            open.remove(notice.id());
            early.values().forEach(ids -> ids.remove(notice.id()));
        }
    }

    /** Memory is bounded whatever a receiver does. */
    private void giveUpOldest(String name, int waiting) {
        open.values().stream()
                .filter(notice -> isPending(notice, name) && !attempts.isUnderWay(name, notice.id()))
                .limit(Math.max(0, waiting - policy.mostPending()))
                .toList()
                .forEach(notice -> end(notice, name, new Outcome.Refused("queue_full", "too many notices wait")));
    }

    private static boolean isPending(Notice notice, String name) {
        var delivery = notice.deliveries().get(name);
        return delivery != null && delivery.isPending();
    }
}
