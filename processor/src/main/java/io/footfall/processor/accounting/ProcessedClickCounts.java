package io.footfall.processor.accounting;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the clicks of one partition since its beginning. At any moment
 * {@code read = cleaned + outOfMarket + rejected}.
 *
 * @param rejected by the code of the reason
 * @param late those of the cleaned clicks that were too late for their traffic window
 */
public record ProcessedClickCounts(long read, long cleaned, long outOfMarket, Map<String, Long> rejected, long late) {
    /** Before the first click. */
    public static final ProcessedClickCounts NONE = new ProcessedClickCounts(0, 0, 0, Map.of(), 0);

    public ProcessedClickCounts {
        rejected = rejected == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(rejected));
    }
}
