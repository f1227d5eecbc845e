package io.footfall.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What has become of all clicks of a serving version, by partition of {@code clicks}: the books of
 * the processor, told among the traffic windows under keys that begin with {@link #KEY}.
 *
 * @param time when these numbers were true
 * @param partitions one entry each, in order
 */
public record ClickCounts(Instant time, List<Partition> partitions) {
    /** What the keys of these records begin with; no window's key, a point in time, does. */
    public static final String KEY = "accounting";

    /** Whether the record of this key is one of these and not a window. */
    public static boolean isKey(String key) {
        return key.startsWith(KEY);
    }

    /**
     * Absolute counts since the beginning of one partition:
     * {@code read = cleaned + out_of_market + rejected} and
     * {@code cleaned = stored + not_stored + in_flight}.
     *
     * @param partition its number
     * @param read clicks
     * @param cleaned of them in the market and sound
     * @param outOfMarket of them sound and of other countries
     * @param rejected the others, by reason
     * @param late those of the cleaned that came too late for their windows
     * @param stored cleaned clicks that the time-series store has confirmed
     * @param notStored cleaned clicks that it refuses for good
     */
    public record Partition(
            int partition,
            long read,
            long cleaned,
            long outOfMarket,
            Map<String, Long> rejected,
            long late,
            long stored,
            long notStored) {
        /** Cleaned clicks about which the store has not been heard yet. */
        @JsonProperty("in_flight")
        public long inFlight() {
            return cleaned - stored - notStored;
        }
    }
}
