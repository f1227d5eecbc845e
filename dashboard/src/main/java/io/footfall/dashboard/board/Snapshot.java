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
 * @param pulse distinct visitors in each 10 s of the 5 minutes before the newest window, oldest first, estimates
 * @param botsNow clicks of bots in the last 5 minutes, which are in none of the other numbers
 * @param viewsLastMinute page openings in the last minute
 * @param visitorsLastMinute distinct visitors in the last minute, an estimate
 * @param minutes the last 60 minutes, oldest first and without gaps
 * @param topArticles the 10 most viewed articles of the last 30 minutes
 * @param countries views of the last 30 minutes by country, most first, {@code other} last
 * @param platforms the same by kind of device
 * @param operatingSystems the same by operating system
 * @param browsers the same by browser
 * @param alerts critical alerts that fire, then warnings that do, then those that are over; last seen first
 * @param pipeline how the system behind the numbers is
 */
public record Snapshot(
        String servingVersion,
        Instant now,
        Instant updatedAt,
        long visitorsNow,
        List<Long> pulse,
        long botsNow,
        long viewsLastMinute,
        long visitorsLastMinute,
        List<Minute> minutes,
        List<Article> topArticles,
        List<Share> countries,
        List<Share> platforms,
        List<Share> operatingSystems,
        List<Share> browsers,
        List<Alert> alerts,
        Pipeline pipeline) {
    public Snapshot {
        pulse = List.copyOf(pulse);
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

    /**
     * Views of one article; {@code article} is its URL, empty where that is too long to show;
     * {@code trend} is of the last 10 minutes against the 10 before.
     */
    public record Article(String article, String title, long views, Trend trend) {}

    /** What is more than chance; steady otherwise. */
    public enum Trend {
        RISING,
        STEADY,
        FALLING;

        /** A difference counts from twice the standard deviation of two numbers that are the same but for chance. */
        static Trend of(long before, long after) {
            if (Math.abs(after - before) <= 2 * Math.sqrt((double) after + before)) {
                return STEADY;
            }
            return after > before ? RISING : FALLING;
        }
    }

    /** Views under one label. */
    public record Share(String name, long views) {}

    /**
     * How the system behind the numbers is.
     *
     * @param logReachable whether the log answers this dashboard
     * @param waiting clicks in the log that the processor has not taken yet; null while nobody knows
     * @param books what has become of all clicks; null while nobody has told
     */
    public record Pipeline(boolean logReachable, Long waiting, Books books) {}

    /**
     * All partitions' books together: {@code received = cleaned + outOfMarket + rejected} and
     * {@code cleaned = stored + notStored + inFlight}.
     *
     * @param time when these numbers were true
     * @param reasons rejected clicks by reason, most first
     */
    public record Books(
            Instant time,
            long received,
            long cleaned,
            long outOfMarket,
            long rejected,
            List<Share> reasons,
            long late,
            long stored,
            long notStored,
            long inFlight) {
        public Books {
            reasons = List.copyOf(reasons);
        }
    }
}
