package io.footfall.alerts.notify;

import io.footfall.alerts.life.Decisions;
import io.footfall.alerts.life.Disablement;
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

    private final Set<String> gone = new HashSet<>();

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

    /** Tries again what has been given up on, or delivered, if somebody wants that. */
    public void again(Notice notice, String receiver, Instant asked) {
        var latest = open.getOrDefault(notice.id(), notice);
        var delivery = latest.deliveries().get(receiver);
        if (delivery != null && !delivery.isPending() && !delivery.isTriedSince(asked)) {
            write(latest.with(receiver, delivery.again(clock.instant())));
        }
    }

    /** Makes the attempts that are due; where nobody is to be told at all, what waits goes on waiting. */
    public void pass() {
        if (recipients.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var waiting = new HashMap<String, Integer>();
        var busy = new HashMap<String, Set<String>>();
        for (var notice : List.copyOf(open.values())) {
            notice.deliveries().forEach((name, delivery) -> {
                if (delivery.isPending()) {
                    waiting.merge(name, 1, Integer::sum);
                    pass(notice, name, delivery, busy.computeIfAbsent(name, first -> new HashSet<>()), now);
                }
            });
        }
        waiting.forEach(this::giveUpOldest);
        observer.waiting(waiting);
    }

    /** Ends this replica's part: somebody else goes on with what is open. */
    public void stop() {
        attempts.stop();
        observer.waiting(Map.of());
    }

    private void pass(Notice notice, String name, Delivery delivery, Set<String> busy, Instant now) {
        var recipient = recipients.get(name);
        if (recipient == null) {
            end(notice, name, new Outcome.Refused("not_set_up", "no such receiver is set up any more"));
        } else if (isDisabled(recipient)) {
            end(notice, name, new Outcome.Refused("disabled", "the receiver has said that it is gone"));
        } else {
            var some = recipient.route().some(notice.kind(), notice.alerts());
            var told = some.isEmpty() ? notice.alerts() : some;
            var inOrder = told.stream().map(Alert::fingerprint).noneMatch(busy::contains);
            told.forEach(alert -> busy.add(alert.fingerprint()));
            if (inOrder && !now.isBefore(delivery.nextAt()) && attempts.hasRoom(name, notice.id())) {
                attempts.begin(recipient, notice.of(told), outcome -> done(recipient, notice.id(), now, outcome));
            }
        }
    }

    private void done(Recipient recipient, String id, Instant began, Outcome outcome) {
        var notice = open.get(id);
        if (notice != null) {
            if (outcome instanceof Outcome.Gone) {
                gone.add(recipient.name());
                log.write(new Disablement(recipient.name(), recipient.receiver().address(), clock.instant()));
            }
            end(notice, recipient.name(), began, outcome);
        }
    }

    private void end(Notice notice, String name, Outcome outcome) {
        end(notice, name, clock.instant(), outcome);
    }

    private void end(Notice notice, String name, Instant began, Outcome outcome) {
        var now = clock.instant();
        var attempt = Attempt.of(began, Duration.between(began, now).toMillis(), outcome);
        var delivery = policy.retries().next(notice.deliveries().get(name), attempt, outcome, now);
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
        }
    }

    /** Memory is bounded whatever a receiver does. */
    private void giveUpOldest(String name, int waiting) {
        open.values().stream()
                .filter(notice -> notice.deliveries().containsKey(name)
                        && notice.deliveries().get(name).isPending()
                        && !attempts.isUnderWay(name, notice.id()))
                .limit(Math.max(0, waiting - policy.mostPending()))
                .toList()
                .forEach(notice -> end(notice, name, new Outcome.Refused("queue_full", "too many notices wait")));
    }

    private boolean isDisabled(Recipient recipient) {
        var name = recipient.name();
        var isDisabled = decisions.isDisabled(name, recipient.receiver().address());
        if (isDisabled) {
            gone.remove(name);
        }
        return isDisabled || gone.contains(name);
    }
}
