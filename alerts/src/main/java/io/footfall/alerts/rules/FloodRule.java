package io.footfall.alerts.rules;

import io.footfall.events.Alert.Severity;
import io.footfall.events.EventTime;
import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.footfall.events.text.ShortHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds 30 s windows with far more clicks than usual, while they are still open. The baseline learns from ordinary
 * windows only, so that a flood does not become usual, unless it lasts very long.
 */
public final class FloodRule {
    public static final String NAME = "flood";

    /** During warm-up, only windows that no site would call usual are suspicious. */
    private static final double WARM_UP_RATIO = 0.8;

    private static final int WARM_UP_FACTOR = 10;

    private final Policy policy;
    private final Baseline baseline;
    private final RecentTraffic traffic = new RecentTraffic();
    private SuspiciousRun run = SuspiciousRun.NONE;
    private Instant learnedUntil = Instant.MIN;

    /** What a window is compared with. */
    public enum Mode {
        /** The baseline. */
        LEARNED,
        /** The share of page views alone. */
        PLAIN
    }

    /**
     * What a flood is.
     *
     * @param mode what a window is compared with; in plain mode only the ratio counts
     * @param ratio share of page views, 0 to 1, that a flood exceeds
     * @param minClicks windows with fewer clicks are never suspicious
     * @param factor how many times the usual number of clicks; {@code extreme} times if few of them are page views
     * @param score how many standard deviations above the usual number of clicks
     * @param windows suspicious windows in a row before the alert fires
     * @param extreme an attack with this many times the usual number of clicks fires in its first window
     * @param warmUpWindows windows before the baseline is used
     * @param weight of the newest window in the baseline, 0 to 1
     * @param adaptAfter a flood that lasts longer becomes part of the baseline
     * @param maxClicks windows with this many clicks are always suspicious, however slowly traffic grew
     */
    public record Policy(
            Mode mode,
            double ratio,
            long minClicks,
            double factor,
            double score,
            int windows,
            double extreme,
            int warmUpWindows,
            double weight,
            Duration adaptAfter,
            long maxClicks) {}

    FloodRule(Policy policy) {
        this.policy = policy;
        this.baseline = new Baseline(policy.weight());
    }

    /** Records the market's traffic, which shows whether a flood is a flash crowd or an attack. */
    void observe(TrafficWindow window) {
        traffic.add(window);
    }

    Optional<Finding> evaluate(PageViewWindow window) {
        var start = window.window().start();
        var pageViews = window.count() + window.outOfMarket().count();
        var clicks = pageViews + window.unflaggedCount() + window.outOfMarket().unflaggedCount();
        var isSuspicious = isSuspicious(pageViews, clicks);
        learn(window, clicks, isSuspicious);
        if (!isSuspicious || start.isBefore(run.last())) {
            return Optional.empty();
        }
        run = run.with(start, clicks);
        return Optional.of(finding(window, pageViews, clicks));
    }

    private boolean isSuspicious(long pageViews, long clicks) {
        if (policy.mode() == Mode.PLAIN) {
            return pageViews > policy.ratio() * clicks;
        }
        if (clicks >= policy.maxClicks()) {
            return true;
        }
        if (isWarmingUp()) {
            return pageViews > WARM_UP_RATIO * clicks && clicks >= WARM_UP_FACTOR * policy.minClicks();
        }
        var factor = pageViews > policy.ratio() * clicks ? policy.factor() : policy.extreme();
        return clicks >= policy.minClicks()
                && clicks >= factor * baseline.mean()
                && baseline.score(clicks) >= policy.score();
    }

    private boolean isWarmingUp() {
        return baseline.windows() < policy.warmUpWindows();
    }

    private void learn(PageViewWindow window, long clicks, boolean isSuspicious) {
        var start = window.window().start();
        if (window.isFinal() && start.isAfter(learnedUntil)) {
            learnedUntil = start;
            if (!isSuspicious || hasLastedTooLong(start)) {
                baseline.add(clicks);
            }
        }
    }

    private boolean hasLastedTooLong(Instant start) {
        return run.includes(start) && !start.isBefore(run.first().plus(policy.adaptAfter()));
    }

    private Finding finding(PageViewWindow window, long pageViews, long clicks) {
        var audience = traffic.audienceOf(window);
        var isLasting = window.isFinal() || run.windows() > 1;
        var isAttack = policy.mode() == Mode.PLAIN || audience.isAttack(isLasting);
        var isExtreme = isWarmingUp() || clicks >= policy.extreme() * baseline.mean();
        var fires = policy.mode() == Mode.PLAIN || (isAttack && isExtreme) || run.windows() >= policy.windows();
        return new Finding.Condition(
                new AlertKey(NAME, isAttack ? Severity.CRITICAL : Severity.WARNING, ShortHash.of(NAME)),
                !fires,
                "A flood of %s since %s: %s"
                        .formatted(
                                pageViews > policy.ratio() * clicks ? "page views" : "clicks",
                                EventTime.format(run.first()),
                                audience.description(isLasting)),
                run.first(),
                window.window().end(),
                run.clicks(),
                evidence(audience, pageViews, clicks));
    }

    private List<String> evidence(AudienceProfile audience, long pageViews, long clicks) {
        var lines = new ArrayList<String>();
        lines.add("newest 30 s: %d of %d clicks were page views (%s)"
                .formatted(pageViews, clicks, AudienceProfile.percent(pageViews, clicks)));
        lines.add(
                isWarmingUp()
                        ? "what is usual is not known yet"
                        : "usual in 30 s: %d clicks".formatted(Math.round(baseline.mean())));
        lines.addAll(audience.evidence());
        return lines;
    }
}
