package io.footfall.alerts.rules;

import io.footfall.events.Alert.Severity;
import io.footfall.events.Click;
import io.footfall.events.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A click on a forbidden path in; a sign of somebody knocking there out, one alert a pattern and stretch of time.
 *
 * <p>Pattern and time are the operator's and the log's: whoever knocks can choose paths and event times as he
 * likes, and must not get a mail for each.
 */
public final class ForbiddenPathRule {
    public static final String NAME = "forbidden-path";

    private static final int LONGEST_PATH = 120;
    private static final int LONGEST_URL = 300;
    private static final int LONGEST_WORD = 40;
    private static final Pattern SITE = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*");
    private static final Pattern AFTER_PATH = Pattern.compile("[?#].*$", Pattern.DOTALL);

    private final Duration bucket;

    /**
     * @param bucket stretch of the log's time within which the same pattern is the same alert
     */
    public ForbiddenPathRule(Duration bucket) {
        this.bucket = bucket;
    }

    /**
     * The sign that a click on a forbidden path is.
     *
     * @param path the normalised path that made the click forbidden
     * @param pattern the setting that it matches
     * @param loggedAt when the log took the click
     */
    public Finding judge(Click click, String path, String pattern, Instant loggedAt) {
        var bucketNumber = Math.floorDiv(loggedAt.toEpochMilli(), bucket.toMillis());
        var fingerprint = Fingerprint.of(NAME, pattern, Long.toString(bucketNumber * bucket.toMillis()));
        return new Finding.Sign(
                new Cause(NAME, Severity.WARNING, fingerprint),
                "A forbidden path was requested: " + PlainLine.of(path, LONGEST_PATH),
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
                PlainLine.of(click.visitorCountry(), LONGEST_WORD),
                PlainLine.of(click.visitorBrowser(), LONGEST_WORD),
                PlainLine.of(click.visitorPlatform(), LONGEST_WORD));
    }
}
