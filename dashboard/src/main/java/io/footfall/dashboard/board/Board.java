package io.footfall.dashboard.board;

import io.footfall.events.Alert;
import io.footfall.events.ClickCounts;
import io.footfall.events.TrafficWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes in windows, alerts and books in any order and gives out the newest {@link Snapshot}; keeps little more
 * than the newest hour of event time and the newest alerts. Written by channels and read by requests.
 */
public final class Board {
    /** How many minutes are shown, counted back from the newest. */
    public static final int MINUTES = 60;

    /** How many alerts are kept. */
    public static final int ALERTS = 50;

    /** Windows further ahead of the clock are a visitor's who has a fast one: they are shown when their time comes. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    /** How much more is kept, so that such a window does not push out what is shown. */
    private static final Duration RESERVE = Duration.ofMinutes(10);

    /** How far back people and bots are here now. */
    private static final Duration NOW = Duration.ofMinutes(5);

    /** Those that fire, critical ones before warnings, then all others; of each kind the newest first. */
    private static final Comparator<Alert> MOST_URGENT_FIRST = Comparator.<Alert, Boolean>comparing(
                    alert -> alert.status() != Alert.Status.FIRING)
            .thenComparing(alert -> alert.status() == Alert.Status.FIRING && alert.severity() == Alert.Severity.WARNING)
            .thenComparing(Alert::lastSeenAt, Comparator.reverseOrder())
            .thenComparing(Alert::fingerprint);

    private final Clock clock;
    private final String servingVersion;
    private final NavigableMap<Instant, CountedWindow> windows = new TreeMap<>();
    private final Map<String, Alert> alerts = new HashMap<>();
    private Instant updatedAt;
    private final AtomicLong changes = new AtomicLong();
    private boolean logReachable = true;
    private Long waiting;
    private Snapshot.Books books;
    private Snapshot snapshot;

    /**
     * @param clock tells when something changed; what is kept goes by event time
     * @param servingVersion the version that is shown, or empty
     */
    public Board(Clock clock, String servingVersion) {
        this.clock = clock;
        this.servingVersion = servingVersion;
    }

    /**
     * Replaces what is known of a window.
     *
     * @throws IllegalArgumentException if its visitor sketch is not one of the contract's
     */
    public synchronized void put(TrafficWindow window) {
        var counted = CountedWindow.of(window);
        if (window.window().start().isBefore(oldestKept())) {
            return;
        }
        var before = windows.put(window.window().start(), counted);
        windows.headMap(oldestKept(), false).clear();
        if (before == null || !before.countsAsMuchAs(window)) {
            counted();
        } else if (!before.totals().equals(window)) {
            changed();
        }
    }

    /** Forgets a window whose record was deleted. */
    public synchronized void removeWindow(Instant start) {
        if (windows.remove(start) != null) {
            counted();
        }
    }

    /** Replaces what is known of an alert. */
    public synchronized void put(Alert alert) {
        var before = alerts.put(alert.fingerprint(), alert);
        if (alerts.size() > ALERTS) {
            alerts.values().stream()
                    .max(MOST_URGENT_FIRST)
                    .map(Alert::fingerprint)
                    .ifPresent(alerts::remove);
        }
        if (!alert.equals(before)) {
            changed();
        }
    }

    /** Forgets an alert whose record was deleted. */
    public synchronized void removeAlert(String fingerprint) {
        if (alerts.remove(fingerprint) != null) {
            changed();
        }
    }

    /** Replaces what is known of what has become of all clicks. */
    public synchronized void put(ClickCounts accounting) {
        var sums = Ledger.sums(accounting);
        if (!sums.equals(books)) {
            books = sums;
            changed();
        }
    }

    /** Whether the log answers, and if so, how many of its clicks the processor has not taken yet. */
    public synchronized void hear(OptionalLong clicksWaiting) {
        var heard = clicksWaiting.isPresent() ? Long.valueOf(clicksWaiting.getAsLong()) : waiting;
        if (logReachable != clicksWaiting.isPresent() || !Objects.equals(waiting, heard)) {
            logReachable = clicksWaiting.isPresent();
            waiting = heard;
            snapshot = null; // of no click, so that the numbers are as old as they were
        }
    }

    /** What the board shows now: the very same object until something changes. */
    public synchronized Snapshot snapshot() {
        if (snapshot == null) {
            snapshot = build();
        }
        return snapshot;
    }

    private Snapshot build() {
        var totals = new Totals(shown());
        var told = alerts.values().stream()
                .filter(alert -> alert.status() != Alert.Status.PENDING)
                .sorted(MOST_URGENT_FIRST)
                .map(StrangersText::shortened)
                .toList();
        return new Snapshot(
                servingVersion,
                totals.now(),
                updatedAt,
                totals.visitors(NOW),
                totals.pulse(NOW),
                totals.bots(NOW),
                totals.views(Duration.ofMinutes(1)),
                totals.visitors(Duration.ofMinutes(1)),
                totals.minutes(),
                totals.topArticles(),
                totals.shares(TrafficWindow::countries),
                totals.shares(TrafficWindow::platforms),
                totals.shares(TrafficWindow::operatingSystems),
                totals.shares(TrafficWindow::browsers),
                told,
                new Snapshot.Pipeline(logReachable, waiting, books));
    }

    private List<CountedWindow> shown() {
        var past = windows.headMap(clock.instant().plus(TOLERANCE), false);
        return past.isEmpty()
                ? List.of()
                : List.copyOf(past.tailMap(hourUntil(past.lastKey())).values());
    }

    private Instant oldestKept() {
        return windows.isEmpty() ? Instant.MIN : hourUntil(windows.lastKey()).minus(RESERVE);
    }

    private static Instant hourUntil(Instant newest) {
        return newest.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES - 1L));
    }

    /** How often other numbers were counted: what people wait for, and what comes with the regularity of a clock. */
    public long changes() {
        return changes.get();
    }

    private void counted() {
        changes.incrementAndGet();
        changed();
    }

    private void changed() {
        updatedAt = clock.instant();
        snapshot = null;
    }
}
