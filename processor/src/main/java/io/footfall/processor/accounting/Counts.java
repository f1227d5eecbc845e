package io.footfall.processor.accounting;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the clicks of one partition since the beginning of the log:
 * {@code read = cleaned + outOfMarket + rejected}, at any moment.
 *
 * @param rejected by the code of the reason
 * @param late cleaned clicks among those that came too late for their window
 */
public record Counts(long read, long cleaned, long outOfMarket, Map<String, Long> rejected, long late) {
    /** Before the first click. */
    public static final Counts NONE = new Counts(0, 0, 0, Map.of(), 0);

    public Counts {
        rejected = rejected == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(rejected));
    }
}
