package io.footfall.dashboard.board;

import io.footfall.events.Alert;
import java.time.Instant;
import java.util.List;

/**
 * Everything that the dashboard shows at one moment, as the page, {@code /stream} and
 * {@code /api/traffic} give it out. Spans are counted back from {@code now} in event time; text in
 * articles, labels and alerts is strangers' text, shortened but not escaped.
 *
 * @param servingVersion the serving version that is shown, or empty
 * @param now the newest event time, null when nothing has come yet
 * @param updatedAt wall-clock time of the last change, null when nothing has come yet
 * @param visitorsNow distinct visitors in the last 5 minutes, an estimate
 * @param botsNow clicks of bots in the last 5 minutes, which are in none of the other numbers
 * @param viewsLastMinute page openings in the last minute
 * @param visitorsLastMinute distinct visitors in the last minute, an estimate
 * @param minutes the last 60 minutes, oldest first and without gaps
 * @param topArticles the 10 most viewed articles of the last 30 minutes
 * @param countries views of the last 30 minutes by country, most first, {@code other} last
 * @param platforms the same by kind of device
 * @param operatingSystems the same by operating system
 * @param browsers the same by browser
 * @param alerts the newest alerts, last seen first
 */
public record Snapshot(
        String servingVersion,
        Instant now,
        Instant updatedAt,
        long visitorsNow,
        long botsNow,
        long viewsLastMinute,
        long visitorsLastMinute,
        List<Minute> minutes,
        List<Article> topArticles,
        List<Share> countries,
        List<Share> platforms,
        List<Share> operatingSystems,
        List<Share> browsers,
        List<Alert> alerts) {
    public Snapshot {
        minutes = List.copyOf(minutes);
        topArticles = List.copyOf(topArticles);
        countries = List.copyOf(countries);
        platforms = List.copyOf(platforms);
        operatingSystems = List.copyOf(operatingSystems);
        browsers = List.copyOf(browsers);
        alerts = List.copyOf(alerts);
    }

    /** One minute; {@code complete} when it is over and all its windows are final. */
    public record Minute(Instant start, long clicks, long views, long visitors, boolean complete) {}

    /** Views of one article; {@code article} is its URL, empty where that is too long to show. */
    public record Article(String article, String title, long views) {}

    /** Views under one label. */
    public record Share(String name, long views) {}
}
