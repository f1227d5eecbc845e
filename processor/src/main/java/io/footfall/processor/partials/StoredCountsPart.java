package io.footfall.processor.partials;

import io.footfall.processor.accounting.StoredPointCounts;

/** Counts of the points of one partition that InfluxDB has answered for. */
public record StoredCountsPart(int partition, StoredPointCounts counts) implements PartialMessage {
    @Override
    public String key() {
        return "stored-" + partition;
    }
}
