package io.footfall.alerts.rules;

import io.footfall.events.Alert.Severity;
import io.footfall.events.EventTime;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Windows of page openings in, open ones included; a finding out while there are far more than usual.
 * What is usual is learned from ordinary windows only, so that a flood does not become a habit, unless
 * it goes on for so long that it is one.
 */
public final class FloodRule {
    public static final String NAME = "flood";

    /** While nothing is known of what is usual, only what nobody would call usual is told. */
    private static final double COLD_RATIO = 0.8;

    private static final int COLD_FLOORS = 10;

    private final Policy policy;
    private final Baseline usual;
    private final Readers readers = new Readers();
    private Run run = Run.NONE;
    private Instant learnedUntil = Instant.MIN;

    /** How it is decided. */
    public enum Mode {
        /** By what is usual. */
        LEARNED,
        /** By the share of page openings alone. */
        PLAIN
    }

    /**
     * What is a flood.
     *
     * @param mode how it is decided; in plain mode only the ratio counts
     * @param ratio share of page openings, 0 to 1, that has to be exceeded
     * @param floor clicks below which a window is too small to tell
     * @param factor how many times the usual number there must be; {@code extreme} times if few of them open pages
     * @param score how many standard deviations above the usual number there must be
     * @param windows in a row, before people are told
     * @param extreme how many times the usual number an attack must have to be told at once
     * @param learning windows before it is known what is usual
     * @param weight of the newest window in what is usual, 0 to 1
     * @param habit after how long a flood is what is usual
     * @param ceiling clicks that are never usual, however slowly there came to be so many
     */
    public record Policy(
            Mode mode,
            double ratio,
            long floor,
            double factor,
            double score,
            int windows,
            double extreme,
            int learning,
            double weight,
            Duration habit,
            long ceiling) {}

    /** Suspicious windows one after the other. */
    private record Run(Instant first, Instant last, int windows, long before, long newest) {
        static final Run NONE = new Run(Instant.MIN, Instant.MIN, 0, 0, 0);

        Run with(Instant start, long clicks) {
            if (start.equals(last)) {
                return new Run(first, last, windows, before, clicks);
            }
            return isGoingOnAt(start)
                    ? new Run(first, start, windows + 1, before + newest, clicks)
                    : new Run(start, start, 1, 0, clicks);
        }

        boolean isGoingOnAt(Instant start) {
            return windows > 0 && start.isBefore(last.plus(Window.FLAGGED.multipliedBy(3)));
        }

        long clicks() {
            return before + newest;
        }
    }

    public FloodRule(Policy policy) {
        this.policy = policy;
        this.usual = new Baseline(policy.weight());
    }

    /** Takes note of what the market's people do, to tell a crowd from an attack. */
    public void heard(TrafficWindow window) {
        readers.heard(window);
    }

    /**
     * Empty when the window is too small or too ordinary.
     *
     * @param writtenAt the log's time: a window that begins later is made up by somebody's clock, and would hide
     *     what happens now
     */
    public Optional<Finding> judge(PageViewWindow window, Instant writtenAt) {
        if (window.window().start().isAfter(writtenAt)) {
            return Optional.empty();
        }
        var opened = window.count() + window.outOfMarket().count();
        var clicks = opened + window.unflaggedCount() + window.outOfMarket().unflaggedCount();
        var start = window.window().start();
        var isSuspicious = isSuspicious(opened, clicks);
        learn(window, clicks, isSuspicious);
        if (!isSuspicious || start.isBefore(run.last)) {
            return Optional.empty();
        }
        run = run.with(start, clicks);
        return Optional.of(finding(window, opened, clicks));
    }

    private boolean isSuspicious(long opened, long clicks) {
        if (policy.mode() == Mode.PLAIN) {
            return opened > policy.ratio() * clicks;
        }
        if (clicks >= policy.ceiling()) {
            return true;
        }
        if (usual.windows() < policy.learning()) {
            return opened > COLD_RATIO * clicks && clicks >= COLD_FLOORS * policy.floor();
        }
        var times = opened > policy.ratio() * clicks ? policy.factor() : policy.extreme();
        return clicks >= policy.floor() && clicks >= times * usual.mean() && usual.score(clicks) >= policy.score();
    }

    private void learn(PageViewWindow window, long clicks, boolean isSuspicious) {
        var start = window.window().start();
        if (window.isFinal() && start.isAfter(learnedUntil)) {
            learnedUntil = start;
            if (!isSuspicious || isHabit(start)) {
                usual.learn(clicks);
            }
        }
    }

    private boolean isHabit(Instant start) {
        return run.isGoingOnAt(start) && !start.isBefore(run.first().plus(policy.habit()));
    }

    private Finding finding(PageViewWindow window, long opened, long clicks) {
        var crowd = readers.of(window);
        var isLasting = window.isFinal() || run.windows() > 1;
        var isAttack = policy.mode() == Mode.PLAIN || crowd.isAttack(isLasting);
        var isExtreme = usual.windows() < policy.learning() || clicks >= policy.extreme() * usual.mean();
        var isTold = policy.mode() == Mode.PLAIN || (isAttack && isExtreme) || run.windows() >= policy.windows();
        return new Finding.Total(
                new Cause(NAME, isAttack ? Severity.CRITICAL : Severity.WARNING, Fingerprint.of(NAME)),
                !isTold,
                "A flood of %s since %s: %s"
                        .formatted(
                                opened > policy.ratio() * clicks ? "page openings" : "clicks",
                                EventTime.format(run.first()),
                                crowd.inWords(isLasting)),
                run.first(),
                window.window().end(),
                run.clicks(),
                evidence(crowd, opened, clicks));
    }

    private List<String> evidence(Crowd crowd, long opened, long clicks) {
        var lines = new ArrayList<String>();
        lines.add("newest 30 s: %d of %d clicks opened a page (%s)"
                .formatted(opened, clicks, Crowd.percent(opened, clicks)));
        lines.add(
                usual.windows() < policy.learning()
                        ? "what is usual is not known yet"
                        : "usual are %d clicks".formatted(Math.round(usual.mean())));
        lines.addAll(crowd.evidence());
        return lines;
    }
}
