package io.footfall.processor.state;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the processing of one partition of {@code clicks} continues after a start. Saved counts and the offset of the
 * consumer group are committed in one transaction; if they do not fit each other, clicks would be counted twice or not at
 * all.
 *
 * @param counted clicks that the saved counts include
 * @param next offset behind the last of them; 0 if it is not known, because an earlier release has saved the counts
 * @param committed offset of the group; empty if there is none
 * @param begin first offset that Kafka still has
 */
public record ResumePoint(long counted, long next, OptionalLong committed, long begin) {
    /** What does not fit, as the second half of a sentence; empty if processing can continue. */
    public Optional<String> conflict() {
        if (counted > 0 && committed.isEmpty()) {
            return Optional.of(
                    "but the group has no committed offset (offsets.retention.minutes of the brokers), so these clicks would be counted again");
        }
        if (committed.orElse(next) < next) {
            return Optional.of(
                    "but the group's committed offset is %d, so the clicks from there on would be counted again"
                            .formatted(committed.getAsLong()));
        }
        return Optional.empty();
    }

    /** Whether the group's offset is ahead of the counts. Without clicks in between, it is behind a marker of a transaction. */
    public boolean isAhead() {
        return counted > 0 && next > 0 && committed.orElse(next) > next;
    }

    /** Whether the group continues where no clicks are counted: the counts have been lost, or the offset was set by hand. */
    public boolean isWithoutCounts() {
        return counted == 0 && committed.orElse(begin) > begin;
    }

    /** How many offsets Kafka has deleted before their clicks were counted. */
    public long deleted() {
        return counted > 0 ? Math.max(0, begin - Math.max(next, committed.orElse(begin))) : 0;
    }
}
