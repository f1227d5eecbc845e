package io.footfall.alerts.rules;

import io.footfall.events.Alert.Severity;
import io.footfall.events.Click;
import io.footfall.events.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A click on a forbidden path in; a sign of somebody knocking there out, one alert a pattern.
 *
 * <p>Patterns and the log's time are not the intruder's: whoever knocks can choose paths and event
 * times as he likes, and must not get a mail for each.
 */
public final class ForbiddenPathRule {
    public static final String NAME = "forbidden-path";

    private static final int LONGEST_PATH = 120;
    private static final int LONGEST_URL = 300;
    private static final int LONGEST_WORD = 40;
    private static final Pattern SITE = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*");
    private static final Pattern AFTER_PATH = Pattern.compile("[?#].*$", Pattern.DOTALL);

    private final Policy policy;
    private final Knocks knocks;

    /**
     * From when on it is critical.
     *
     * @param window stretch of the log's time that is looked at, over all patterns
     * @param paths distinct paths in it
     * @param clicks clicks in it
     */
    public record Policy(Duration window, int paths, int clicks) {
        /** How many of the newest clicks the rule knows of at most. */
        public int mostKnown() {
            return Knocks.most(Math.max(paths, clicks));
        }
    }

    public ForbiddenPathRule(Policy policy) {
        this.policy = policy;
        this.knocks = new Knocks(policy.window(), policy.mostKnown());
    }

    /**
     * The sign that a click on a forbidden path is.
     *
     * @param path the normalised path that made the click forbidden
     * @param pattern the setting that it matches
     * @param loggedAt when the log took the click
     */
    public Finding judge(Click click, String path, String pattern, Instant loggedAt) {
        knocks.add(path, loggedAt);
        var shown = PlainLine.of(path, LONGEST_PATH);
        var isCritical = knocks.paths() >= policy.paths() || knocks.clicks() >= policy.clicks();
        var summary = isCritical
                ? "Management pages are being probed, %s among them: %s"
                        .formatted(shown, knocks.inWords(policy.window()))
                : "A management page was requested: %s, by %s with %s"
                        .formatted(shown, word(click.visitorCountry()), word(click.visitorBrowser()));
        return new Finding.Sign(
                new Cause(NAME, isCritical ? Severity.CRITICAL : Severity.WARNING, Fingerprint.of(NAME, pattern)),
                summary,
                Instant.ofEpochMilli(click.tsIngest()),
                evidence(click));
    }

    /** The path of a URL as it was sent, for a click that came without the normalised one. */
    public static String pathOf(String url) {
        var path = AFTER_PATH.matcher(SITE.matcher(url).replaceFirst("")).replaceFirst("");
        return path.isEmpty() ? "/" : path;
    }

    private static String evidence(Click click) {
        return String.join(
                " · ",
                EventTime.format(click.tsIngest()),
                PlainLine.of(click.article(), LONGEST_URL),
                word(click.visitorCountry()),
                word(click.visitorBrowser()),
                word(click.visitorPlatform()));
    }

    private static String word(String text) {
        return PlainLine.of(text, LONGEST_WORD);
    }
}
