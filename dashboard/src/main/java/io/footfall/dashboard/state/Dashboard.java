package io.footfall.dashboard.state;

import io.footfall.events.Alert;
import io.footfall.events.ClickCounts;
import io.footfall.events.TrafficWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The state of the dashboard: little more than the last hour of windows by event time, the newest alerts, and the click
 * counts. Records may be put in any order. {@link #snapshot} is what is shown. Thread-safe.
 */
public final class Dashboard {
    /** How many minutes are shown, up to the newest. */
    public static final int MINUTES = 60;

    /** How many alerts are kept. */
    public static final int ALERTS = 50;

    /** Windows further in the future are from a visitor's wrong clock: they are shown when their time is reached. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    /** Visitors and bots within this time are counted as present. */
    private static final Duration PRESENT = Duration.ofMinutes(5);

    /** Firing alerts first, critical ones before warnings, then all others; within each, the newest first. */
    private static final Comparator<Alert> MOST_URGENT_FIRST = Comparator.<Alert, Boolean>comparing(
                    alert -> alert.status() != Alert.Status.FIRING)
            .thenComparing(alert -> alert.status() == Alert.Status.FIRING && alert.severity() == Alert.Severity.WARNING)
            .thenComparing(Alert::lastSeenAt, Comparator.reverseOrder())
            .thenComparing(Alert::fingerprint);

    private final Clock clock;
    private final String servingVersion;
    private final WindowHistory windows = new WindowHistory(MINUTES);
    private final Map<String, Alert> alerts = new HashMap<>();
    private final Map<Integer, ClickCounts> clickCounts = new HashMap<>();
    private Instant updatedAt;
    private final AtomicLong changes = new AtomicLong();
    private volatile Runnable listener = () -> {};
    private boolean kafkaReachable = true;
    private Long consumerLag;
    private Snapshot snapshot;

    /**
     * @param clock for the time of the newest clicks; windows are kept by event time
     * @param servingVersion the serving version that is shown, or empty
     */
    public Dashboard(Clock clock, String servingVersion) {
        this.clock = clock;
        this.servingVersion = servingVersion;
    }

    /**
     * Puts a window that has just been written in the place of its previous record.
     *
     * @throws IllegalArgumentException if its visitor sketch has another precision than the contract says
     */
    public synchronized void put(TrafficWindow window) {
        restore(window, clock.instant());
    }

    /**
     * Puts a window in the place of its previous record. Only clicks count as news: not that a window becomes final, and
     * not a window that is not shown yet.
     *
     * @param writtenAt when the record was written
     * @throws IllegalArgumentException if its visitor sketch has another precision than the contract says
     */
    public synchronized void restore(TrafficWindow window, Instant writtenAt) {
        var change = windows.put(window);
        snapshot = change == WindowHistory.Change.NONE ? snapshot : null;
        if (change == WindowHistory.Change.COUNT) {
            var isNews = window.window().start().isBefore(shownUntil());
            updatedAt = isNews && (updatedAt == null || writtenAt.isAfter(updatedAt)) ? writtenAt : updatedAt;
            countChange();
        }
    }

    /** Removes a window whose record was deleted. */
    public synchronized void removeWindow(Instant start) {
        if (windows.remove(start)) {
            snapshot = null;
            countChange();
        }
    }

    /** Puts an alert in the place of its previous record. */
    public synchronized void put(Alert alert) {
        var before = alerts.put(alert.fingerprint(), alert);
        if (alerts.size() > ALERTS) {
            alerts.values().stream()
                    .max(MOST_URGENT_FIRST)
                    .map(Alert::fingerprint)
                    .ifPresent(alerts::remove);
        }
        if (!alert.equals(before)) {
            snapshot = null;
            countChange();
        }
    }

    /** Removes an alert whose record was deleted. */
    public synchronized void removeAlert(String fingerprint) {
        if (alerts.remove(fingerprint) != null) {
            snapshot = null;
            countChange();
        }
    }

    /** Puts the click counts of a partition in the place of its previous record. */
    public synchronized void put(ClickCounts counts) {
        if (!counts.equals(clickCounts.put(counts.partition(), counts))) {
            snapshot = null;
        }
    }

    /** Removes the click counts of a partition whose record was deleted. */
    public synchronized void removeClickCounts(int partition) {
        if (clickCounts.remove(partition) != null) {
            snapshot = null;
        }
    }

    /**
     * Puts the processor's consumer lag.
     *
     * @param lag empty if Kafka does not answer
     */
    public synchronized void putConsumerLag(OptionalLong lag) {
        var newLag = lag.isPresent() ? Long.valueOf(lag.getAsLong()) : consumerLag;
        if (kafkaReachable != lag.isPresent() || !Objects.equals(consumerLag, newLag)) {
            kafkaReachable = lag.isPresent();
            consumerLag = newLag;
            snapshot = null;
        }
    }

    /** What is shown now; the same object until something changes. */
    public synchronized Snapshot snapshot() {
        if (snapshot == null) {
            snapshot = build();
        }
        return snapshot;
    }

    private Snapshot build() {
        var totals = new DashboardTotals(windows.before(shownUntil()));
        var shownAlerts = alerts.values().stream()
                .filter(alert -> alert.status() != Alert.Status.PENDING)
                .sorted(MOST_URGENT_FIRST)
                .map(UntrustedText::shorten)
                .toList();
        return new Snapshot(
                servingVersion,
                totals.now(),
                updatedAt,
                totals.visitors(PRESENT),
                totals.pulse(PRESENT),
                totals.bots(PRESENT),
                totals.views(Duration.ofMinutes(1)),
                totals.visitors(Duration.ofMinutes(1)),
                totals.minutes(),
                totals.topArticles(),
                totals.shares(TrafficWindow::countries),
                totals.shares(TrafficWindow::platforms),
                totals.shares(TrafficWindow::operatingSystems),
                totals.shares(TrafficWindow::browsers),
                shownAlerts,
                new Snapshot.Pipeline(kafkaReachable, consumerLag, ClickCountsSum.of(clickCounts.values())));
    }

    /** How often numbers of clicks and alerts have changed; windows that only become final do not count. */
    public long changes() {
        return changes.get();
    }

    /** Runs after each change that counts, with the dashboard locked: it has to return at once. */
    public void onChange(Runnable newListener) {
        listener = newListener;
    }

    private void countChange() {
        changes.incrementAndGet();
        listener.run();
    }

    private Instant shownUntil() {
        return clock.instant().plus(CLOCK_TOLERANCE);
    }
}
