package io.footfall.processor.accounting;

import java.util.regex.Pattern;

/**
 * Points of one partition of {@code clicks-cleaned} that InfluxDB has answered for, since the partition's beginning. The
 * counts are committed as metadata of the offset, so that after a crash the clicks that are written again are counted
 * once.
 *
 * @param stored points that InfluxDB has confirmed
 * @param notStored points that InfluxDB has refused for good
 */
public record StoredPointCounts(long stored, long notStored) {
    public static final StoredPointCounts NONE = new StoredPointCounts(0, 0);

    private static final Pattern METADATA = Pattern.compile("stored=(\\d{1,18}) not_stored=(\\d{1,18})");

    /** These counts and one more point. */
    public StoredPointCounts plus(boolean isStored) {
        return isStored ? new StoredPointCounts(stored + 1, notStored) : new StoredPointCounts(stored, notStored + 1);
    }

    long total() {
        return stored + notStored;
    }

    /** For example {@code stored=97 not_stored=3}. */
    public String metadata() {
        return "stored=" + stored + " not_stored=" + notStored;
    }

    /**
     * Reads {@link #metadata}. Empty metadata, of offsets that were committed without counts, means none.
     *
     * @throws IllegalArgumentException for any other text: counting from 0 would make all later counts wrong
     */
    public static StoredPointCounts parse(String metadata) {
        if (metadata.isEmpty()) {
            return NONE;
        }
        var match = METADATA.matcher(metadata);
        if (!match.matches()) {
            throw new IllegalArgumentException("The committed offset has the metadata '" + metadata
                    + "' instead of counts such as 'stored=97 not_stored=3'");
        }
        return new StoredPointCounts(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
    }
}
