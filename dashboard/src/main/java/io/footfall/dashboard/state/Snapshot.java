package io.footfall.dashboard.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.footfall.events.Alert;
import io.footfall.events.text.BlankText;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Everything that the dashboard shows at one moment: the page, {@code /stream} and {@code /api/traffic}. Periods end at
 * {@code now}, in event time. Text in articles, labels and alerts is untrusted: shortened, but not escaped.
 *
 * @param servingVersion the serving version that is shown, or empty
 * @param now the newest event time, null before the first window
 * @param updatedAt wall-clock time of the last change, null before the first
 * @param visitorsNow distinct visitors in the last 5 minutes, an estimate
 * @param pulse distinct visitors in each window of the 5 minutes before the newest window, oldest first, estimates
 * @param botsNow clicks of bots in the last 5 minutes; no other number includes them
 * @param viewsLastMinute page views in the last minute
 * @param visitorsLastMinute distinct visitors in the last minute, an estimate
 * @param minutes the last 60 minutes, oldest first and without gaps
 * @param topArticles the 10 most viewed articles of the last 30 minutes
 * @param countries views of the last 30 minutes by country, most first, {@code other} last
 * @param platforms the same by kind of device
 * @param operatingSystems the same by operating system
 * @param browsers the same by browser
 * @param alerts firing critical alerts, then firing warnings, then resolved alerts; each with the last seen first
 * @param pipeline state of the system behind the numbers
 */
public record Snapshot(
        String servingVersion,
        @Schema(nullable = true) Instant now,
        @Schema(nullable = true) Instant updatedAt,
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

    /** One minute; {@code complete} once it has ended and all its windows are final. */
    public record Minute(Instant start, long clicks, long views, long visitors, boolean complete) {}

    /**
     * Views of one article; {@code article} is its URL, empty if it is too long to be shown; {@code trend} compares the
     * last 10 minutes with the 10 minutes before. A title that nobody could see is replaced by the path.
     */
    public record Article(String article, String title, long views, Trend trend) {
        public Article {
            title = BlankText.isBlank(title) ? UntrustedText.titleOf(article) : title;
        }
    }

    /** The direction of a change that is more than chance, otherwise {@code STEADY}. */
    public enum Trend {
        RISING,
        STEADY,
        FALLING;

        /** A difference counts if it is more than two standard deviations of the difference of two equal rates. */
        static Trend of(long before, long after) {
            if (Math.abs(after - before) <= 2 * Math.sqrt((double) after + before)) {
                return STEADY;
            }
            return after > before ? RISING : FALLING;
        }
    }

    /** Views with one label. */
    public record Share(String name, long views) {}

    /**
     * State of the system behind the numbers.
     *
     * @param kafkaReachable whether Kafka answers this dashboard
     * @param consumerLag clicks that the processor has not processed yet; null while unknown
     * @param clickTotals what became of all clicks; null before the processor has published it
     */
    public record Pipeline(
            @JsonProperty("log_reachable") boolean kafkaReachable,

            @Schema(nullable = true) @JsonProperty("waiting")
            Long consumerLag,

            @Schema(nullable = true) @JsonProperty("books") ClickTotals clickTotals) {}

    /**
     * Click counts of all partitions: {@code received = cleaned + outOfMarket + rejected} and
     * {@code cleaned = stored + notStored + expired + inFlight}.
     *
     * @param time when the counts were published
     * @param reasons rejected clicks by reason, most first
     */
    public record ClickTotals(
            Instant time,
            long received,
            long cleaned,
            long outOfMarket,
            long rejected,
            List<Share> reasons,
            long late,
            long stored,
            long notStored,
            long expired,
            long inFlight) {
        public ClickTotals {
            reasons = List.copyOf(reasons);
        }
    }
}
