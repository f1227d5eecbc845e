package io.footfall.dashboard.page;

import io.footfall.dashboard.board.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Takes a snapshot and the time, and gives the page's template what it prints. */
public record Page(Snapshot snapshot, Chart chart, Instant renderedAt, Duration staleAfter, Duration heartbeatEvery) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern(
                    "EEE d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** A page of the snapshot as it looks at the given wall-clock time. */
    public static Page of(Snapshot snapshot, Instant renderedAt, Duration staleAfter, Duration heartbeatEvery) {
        return new Page(snapshot, Chart.of(snapshot.minutes()), renderedAt, staleAfter, heartbeatEvery);
    }

    /** One list of shares with its heading; {@code id} is the field's name in the JSON. */
    public record Breakdown(String id, String heading, List<Snapshot.Share> shares) {
        /** Width of a share's bar, of 100. */
        public long width(Snapshot.Share share) {
            var most = shares.stream().mapToLong(Snapshot.Share::views).max().orElse(0);
            return most == 0 ? 0 : Math.round(100.0 * share.views() / most);
        }
    }

    public List<Breakdown> breakdowns() {
        return List.of(
                new Breakdown("countries", "Countries", snapshot.countries()),
                new Breakdown("platforms", "Devices", snapshot.platforms()),
                new Breakdown("operating_systems", "Systems", snapshot.operatingSystems()),
                new Breakdown("browsers", "Browsers", snapshot.browsers()));
    }

    /** A state for the style sheet: waiting, live or stale. */
    public String freshness() {
        if (snapshot.updatedAt() == null) {
            return "waiting";
        }
        return sinceUpdate().compareTo(staleAfter) > 0 ? "stale" : "live";
    }

    public String freshnessText() {
        return switch (freshness()) {
            case "waiting" -> "waiting for the first clicks";
            case "stale" -> "stale, updated " + ago(sinceUpdate());
            default -> "updated " + ago(sinceUpdate());
        };
    }

    /** How long before the newest event time an alert was last seen. */
    public String age(Instant lastSeenAt) {
        var now = snapshot.now() == null ? renderedAt : snapshot.now();
        return ago(Duration.between(lastSeenAt, now));
    }

    public String number(long value) {
        return String.format(Locale.ENGLISH, "%,d", value);
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
