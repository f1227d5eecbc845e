package io.footfall.processor.partials;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What one partition has counted in one window so far.
 *
 * @param kind of windows
 * @param start of the window, ms since the epoch
 * @param totals of this partition
 */
public record WindowPart(String kind, int partition, long start, JsonNode totals) implements PartialMessage {
    @Override
    public String key() {
        return kind + "-" + partition;
    }
}
