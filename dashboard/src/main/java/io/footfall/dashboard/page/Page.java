package io.footfall.dashboard.page;

import io.footfall.dashboard.state.Snapshot;
import io.footfall.events.Alert;
import io.footfall.events.EventTime;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The model of the page's template: a snapshot with everything formatted.
 *
 * @param snapshot what is shown
 * @param chart the last hour
 * @param renderedAt the wall-clock time
 * @param settings for the script
 * @param locale of the reader, for numbers
 */
public record Page(Snapshot snapshot, Chart chart, Instant renderedAt, Settings settings, Locale locale) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern(
                    "EEE d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /**
     * Time without new clicks after which the page is stale, the longest time without a byte on the stream, and where this
     * reader logs out, or nothing.
     */
    public record Settings(Duration staleAfter, Duration heartbeatInterval, String logoutPath) {}

    /** The page at the given wall-clock time. */
    public static Page of(Snapshot snapshot, Instant renderedAt, Settings settings, Locale locale) {
        return new Page(snapshot, Chart.of(snapshot.minutes(), snapshot.alerts()), renderedAt, settings, locale);
    }

    /** A list of shares with its heading; {@code id} is the name of the JSON field. */
    public record Breakdown(String id, String heading, List<Snapshot.Share> shares) {
        /** Width of a share's bar, at most 100. */
        public long width(Snapshot.Share share) {
            var most = shares.stream().mapToLong(Snapshot.Share::views).max().orElse(0);
            return most == 0 ? 0 : Math.round(100.0 * share.views() / most);
        }
    }

    /** One of the click totals; {@code id} is the name of the JSON field. */
    public record ClickTotal(String id, String heading, Long value, String meaning) {}

    public List<Breakdown> breakdowns() {
        return List.of(
                new Breakdown("countries", "Countries", snapshot.countries()),
                new Breakdown("platforms", "Devices", snapshot.platforms()),
                new Breakdown("operating_systems", "Systems", snapshot.operatingSystems()),
                new Breakdown("browsers", "Browsers", snapshot.browsers()));
    }

    /** What became of all clicks; without values before the processor has published them. */
    public List<ClickTotal> clickTotals() {
        var totals = snapshot.pipeline().clickTotals();
        var known = totals != null;
        return List.of(
                new ClickTotal("received", "Received", known ? totals.received() : null, "clicks read from Kafka"),
                new ClickTotal("cleaned", "Cleaned", known ? totals.cleaned() : null, "valid and of the market"),
                new ClickTotal(
                        "out_of_market",
                        "Out of market",
                        known ? totals.outOfMarket() : null,
                        "valid, of other countries"),
                new ClickTotal("rejected", "Rejected", known ? totals.rejected() : null, "not valid"),
                new ClickTotal("late", "Late", known ? totals.late() : null, "cleaned, after their window was final"),
                new ClickTotal("stored", "Stored", known ? totals.stored() : null, "cleaned, written to InfluxDB"),
                new ClickTotal("in_flight", "In flight", known ? totals.inFlight() : null, "cleaned, not yet written"),
                new ClickTotal("not_stored", "Not stored", known ? totals.notStored() : null, "refused by InfluxDB"),
                new ClickTotal("expired", "Expired", known ? totals.expired() : null, "older than InfluxDB keeps"));
    }

    public String version() {
        return snapshot.servingVersion().isEmpty() ? "unversioned" : snapshot.servingVersion();
    }

    /**
     * A class for the style sheet: {@code unreachable} if Kafka does not answer, {@code waiting}, {@code live} or
     * {@code stale}.
     */
    public String freshness() {
        if (!snapshot.pipeline().kafkaReachable()) {
            return "unreachable";
        }
        if (snapshot.now() == null) {
            return "waiting";
        }
        return sinceUpdate().compareTo(settings.staleAfter()) > 0 ? "stale" : "live";
    }

    public String freshnessText() {
        return switch (freshness()) {
            case "unreachable" -> "Kafka does not answer" + lastUpdate();
            case "waiting" -> "waiting for the first clicks";
            case "stale" -> "stale, updated " + ago(sinceUpdate());
            default -> "updated " + ago(sinceUpdate());
        };
    }

    private String lastUpdate() {
        return snapshot.updatedAt() == null ? "" : ", updated " + ago(sinceUpdate());
    }

    /** The processor's consumer lag in words. */
    public String lag() {
        var lag = snapshot.pipeline().consumerLag();
        if (lag == null) {
            return "";
        }
        return lag == 0 ? "all clicks counted" : number(lag) + (lag == 1 ? " click" : " clicks") + " waiting";
    }

    public long firing() {
        return snapshot.alerts().stream()
                .filter(alert -> alert.status() == Alert.Status.FIRING)
                .count();
    }

    /** How long ago an alert fired or was resolved, by the wall clock: event time does not advance without clicks. */
    public String age(Alert alert) {
        return alert.status() == Alert.Status.FIRING
                ? "fired " + ago(since(alert.firedAt(), alert.startedAt()))
                : "over " + ago(since(alert.resolvedAt(), alert.lastSeenAt()));
    }

    /** Alerts of older versions have no time of firing. */
    private Duration since(Instant time, Instant fallback) {
        return Duration.between(Objects.requireNonNullElse(time, fallback), renderedAt);
    }

    /** The period in which an alert was seen, in event time. */
    public String period(Alert alert) {
        return "seen from " + second(alert.startedAt()) + " to " + second(alert.lastSeenAt());
    }

    /** An alert's summary with its time in a readable format. */
    public String summary(Alert alert) {
        return alert.summary().replace(EventTime.format(alert.startedAt()), SHORT.format(alert.startedAt()));
    }

    public String severity(Alert alert) {
        return alert.severity().name().toLowerCase(Locale.ROOT);
    }

    public String trend(Snapshot.Article article) {
        return article.trend().name().toLowerCase(Locale.ROOT);
    }

    public String sparkline() {
        return Sparkline.points(snapshot.pulse());
    }

    public String number(Long value) {
        return value == null ? "–" : NumberFormat.getIntegerInstance(locale).format(value);
    }

    public String minute(Instant time) {
        return MINUTE.format(time);
    }

    public String second(Instant time) {
        return SECOND.format(time);
    }

    /** Whether an untrusted URL may be a link: only {@code http} and {@code https}. */
    public boolean isLink(String url) {
        var lower = url.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }

    private Duration sinceUpdate() {
        return Duration.between(snapshot.updatedAt(), renderedAt);
    }

    private static String ago(Duration age) {
        var seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + " s ago";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min ago";
        }
        return seconds < 86_400 ? seconds / 3_600 + " h ago" : seconds / 86_400 + " d ago";
    }
}
