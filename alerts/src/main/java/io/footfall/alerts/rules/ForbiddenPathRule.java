package io.footfall.alerts.rules;

import io.footfall.alerts.rules.SecurityEvent.ForbiddenClick;
import io.footfall.alerts.rules.probes.ProbeWindow;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Click;
import io.footfall.events.EventTime;
import io.footfall.events.text.ShortHash;
import io.footfall.events.text.SingleLine;
import java.time.Duration;
import java.time.Instant;

/**
 * Finds requests for forbidden paths, one alert for each configured pattern.
 *
 * <p>It groups by pattern and goes by Kafka's time, which an intruder cannot choose: else every request with another
 * path or event time would cause another mail.
 */
public final class ForbiddenPathRule {
    public static final String NAME = "forbidden-path";

    private static final int MAX_PATH = 120;
    private static final int MAX_URL = 300;
    private static final int MAX_WORD = 40;

    private final Policy policy;
    private final ProbeWindow probes;

    /**
     * When probing is critical.
     *
     * @param window length of the sliding window, over all patterns, by Kafka's time
     * @param paths distinct paths within the window
     * @param clicks clicks within the window
     */
    public record Policy(Duration window, int paths, int clicks) {
        /** The rule never needs more than this number of the newest clicks. */
        public int maxClicks() {
            return ProbeWindow.capacity(Math.max(paths, clicks));
        }
    }

    ForbiddenPathRule(Policy policy) {
        this.policy = policy;
        this.probes = new ProbeWindow(policy.window(), policy.maxClicks());
    }

    Finding.Occurrence evaluate(ForbiddenClick event) {
        var click = event.click();
        probes.add(event.path(), event.loggedAt());
        var path = SingleLine.of(event.path(), MAX_PATH);
        var isCritical = probes.paths() >= policy.paths() || probes.clicks() >= policy.clicks();
        var summary = isCritical
                ? "Management pages are being probed, %s among them: %s".formatted(path, probes.description())
                : "A management page was requested: %s, by %s with %s"
                        .formatted(path, word(click.visitorCountry()), word(click.visitorBrowser()));
        return new Finding.Occurrence(
                new AlertKey(
                        NAME, isCritical ? Severity.CRITICAL : Severity.WARNING, ShortHash.of(NAME, event.pattern())),
                summary,
                Instant.ofEpochMilli(click.tsIngest()),
                evidence(click));
    }

    private static String evidence(Click click) {
        return String.join(
                " · ",
                EventTime.format(click.tsIngest()),
                SingleLine.of(click.article(), MAX_URL),
                word(click.visitorCountry()),
                word(click.visitorBrowser()),
                word(click.visitorPlatform()));
    }

    private static String word(String text) {
        return SingleLine.of(text, MAX_WORD);
    }
}
