package io.footfall.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;

/**
 * What became of the clicks of one partition of {@code clicks}, absolute since its beginning:
 * {@code read = cleaned + out_of_market + rejected} and {@code cleaned = stored + not_stored + expired + in_flight}.
 *
 * @param time when the counts were published; those of all partitions are published together
 * @param partition its number, which is also the key of the record
 * @param read all clicks
 * @param cleaned valid clicks of the market
 * @param outOfMarket valid clicks of other countries
 * @param rejected all other clicks, by reason
 * @param late those of the cleaned clicks that were too late for their traffic window
 * @param stored cleaned clicks that InfluxDB has confirmed
 * @param notStored cleaned clicks that InfluxDB has refused for good
 * @param expired cleaned clicks that are older than InfluxDB's bucket keeps; 0 in older records
 */
public record ClickCounts(
        Instant time,
        int partition,
        long read,
        long cleaned,
        long outOfMarket,
        Map<String, Long> rejected,
        long late,
        long stored,
        long notStored,
        long expired) {
    /** Cleaned clicks that InfluxDB has not answered for yet. */
    @JsonProperty("in_flight")
    public long inFlight() {
        return cleaned - stored - notStored - expired;
    }
}
