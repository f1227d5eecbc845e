package io.footfall.dashboard.page;

import io.footfall.dashboard.board.Snapshot;
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
 * Takes a snapshot and the time, and gives the page's template what it prints.
 *
 * @param snapshot what is shown
 * @param chart its last hour
 * @param renderedAt the time
 * @param settings what the script has to know
 * @param locale the reader's, for numbers
 */
public record Page(Snapshot snapshot, Chart chart, Instant renderedAt, Settings settings, Locale locale) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern(
                    "EEE d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** After how long without a change the page is stale, and after how long without a byte its connection dead. */
    public record Settings(Duration staleAfter, Duration heartbeatEvery) {}

    /** A page of the snapshot as it looks at the given wall-clock time. */
    public static Page of(Snapshot snapshot, Instant renderedAt, Settings settings, Locale locale) {
        return new Page(snapshot, Chart.of(snapshot.minutes(), snapshot.alerts()), renderedAt, settings, locale);
    }

    /** One list of shares with its heading; {@code id} is the field's name in the JSON. */
    public record Breakdown(String id, String heading, List<Snapshot.Share> shares) {
        /** Width of a share's bar, of 100. */
        public long width(Snapshot.Share share) {
            var most = shares.stream().mapToLong(Snapshot.Share::views).max().orElse(0);
            return most == 0 ? 0 : Math.round(100.0 * share.views() / most);
        }
    }

    /** One number of the books; {@code id} is the field's name in the JSON. */
    public record Entry(String id, String heading, Long value, String meaning) {}

    public List<Breakdown> breakdowns() {
        return List.of(
                new Breakdown("countries", "Countries", snapshot.countries()),
                new Breakdown("platforms", "Devices", snapshot.platforms()),
                new Breakdown("operating_systems", "Systems", snapshot.operatingSystems()),
                new Breakdown("browsers", "Browsers", snapshot.browsers()));
    }

    /** What has become of all clicks; without values while nobody has told. */
    public List<Entry> books() {
        var books = snapshot.pipeline().books();
        var known = books != null;
        return List.of(
                new Entry("received", "Received", known ? books.received() : null, "clicks taken from the log"),
                new Entry("cleaned", "Cleaned", known ? books.cleaned() : null, "sound and of the market"),
                new Entry("out_of_market", "Out of market", known ? books.outOfMarket() : null, "of other countries"),
                new Entry("rejected", "Rejected", known ? books.rejected() : null, "not sound"),
                new Entry("late", "Late", known ? books.late() : null, "cleaned, too late for their window"),
                new Entry("stored", "Stored", known ? books.stored() : null, "cleaned and in the store"),
                new Entry("in_flight", "In flight", known ? books.inFlight() : null, "cleaned, not stored yet"),
                new Entry("not_stored", "Not stored", known ? books.notStored() : null, "refused by the store"));
    }

    public String version() {
        return snapshot.servingVersion().isEmpty() ? "unversioned" : snapshot.servingVersion();
    }

    /** A state for the style sheet: waiting, live, stale, or without the log. */
    public String freshness() {
        if (!snapshot.pipeline().logReachable()) {
            return "unreachable";
        }
        if (snapshot.now() == null) {
            return "waiting";
        }
        return sinceUpdate().compareTo(settings.staleAfter()) > 0 ? "stale" : "live";
    }

    public String freshnessText() {
        return switch (freshness()) {
            case "unreachable" -> "the log does not answer" + updatedIfEver();
            case "waiting" -> "waiting for the first clicks";
            case "stale" -> "stale, updated " + ago(sinceUpdate());
            default -> "updated " + ago(sinceUpdate());
        };
    }

    private String updatedIfEver() {
        return snapshot.updatedAt() == null ? "" : ", updated " + ago(sinceUpdate());
    }

    /** How far the processor is behind the log. */
    public String lag() {
        var waiting = snapshot.pipeline().waiting();
        if (waiting == null) {
            return "";
        }
        return waiting == 0
                ? "all clicks counted"
                : number(waiting) + (waiting == 1 ? " click" : " clicks") + " to count";
    }

    public long firing() {
        return snapshot.alerts().stream()
                .filter(alert -> alert.status() == Alert.Status.FIRING)
                .count();
    }

    /** How long ago an alert began to fire or was over, by the wall clock: event time stands still without clicks. */
    public String age(Alert alert) {
        return alert.status() == Alert.Status.FIRING
                ? "fired " + ago(sinceEither(alert.firedAt(), alert.startedAt()))
                : "over " + ago(sinceEither(alert.resolvedAt(), alert.lastSeenAt()));
    }

    /** Alerts of older versions do not say when they fired. */
    private Duration sinceEither(Instant time, Instant instead) {
        return Duration.between(Objects.requireNonNullElse(time, instead), renderedAt);
    }

    /** When there were signs of an alert, in event time. */
    public String signs(Alert alert) {
        return "seen from " + second(alert.startedAt()) + " to " + second(alert.lastSeenAt());
    }

    /** An alert's sentence, with the time in it as people write it. */
    public String summary(Alert alert) {
        return alert.summary().replace(EventTime.format(alert.startedAt()), SHORT.format(alert.startedAt()));
    }

    public String severity(Alert alert) {
        return alert.severity().name().toLowerCase(Locale.ROOT);
    }

    public String trend(Snapshot.Article article) {
        return article.trend().name().toLowerCase(Locale.ROOT);
    }

    public String pulse() {
        return Pulse.points(snapshot.pulse());
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

    /** Whether a stranger's URL may be a link: only the web's own two schemes. */
    public boolean linked(String url) {
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
