package io.footfall.processor.partials;

import io.footfall.processor.accounting.ProcessedClickCounts;

/** Counts of the clicks of one partition that the topology has processed. */
public record ProcessedCountsPart(int partition, ProcessedClickCounts counts) implements PartialMessage {
    @Override
    public String key() {
        return "processed-" + partition;
    }
}
