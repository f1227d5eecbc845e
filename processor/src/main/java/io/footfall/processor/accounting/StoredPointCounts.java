package io.footfall.processor.accounting;

import java.util.regex.Pattern;

/**
 * Points of one partition of {@code clicks-cleaned} that InfluxDB has answered for, since the partition's beginning. The
 * counts are committed as metadata of the offset, so that after a crash the clicks that are written again are counted
 * once.
 *
 * @param stored points that InfluxDB has confirmed
 * @param notStored points that InfluxDB has refused for good
 * @param expired points that are older than the bucket keeps; 0 in counts of older versions
 */
public record StoredPointCounts(long stored, long notStored, long expired) {
    public static final StoredPointCounts NONE = new StoredPointCounts(0, 0, 0);

    private static final Pattern METADATA = Pattern.compile(
            "stored=(\\d{1,18}) not_stored=(\\d{1,18})(?: expired=(\\d{1,18}))?" + "(?: [a-z]\\w*=\\d{1,18})*");

    /** These counts and one more point. */
    public StoredPointCounts plus(StorageResult result) {
        return switch (result) {
            case STORED -> new StoredPointCounts(stored + 1, notStored, expired);
            case NOT_STORED -> new StoredPointCounts(stored, notStored + 1, expired);
            case EXPIRED -> new StoredPointCounts(stored, notStored, expired + 1);
        };
    }

    long total() {
        return stored + notStored + expired;
    }

    /** For example {@code stored=97 not_stored=3 expired=20}; without the last one if there are none. */
    public String metadata() {
        return "stored=" + stored + " not_stored=" + notStored + (expired == 0 ? "" : " expired=" + expired);
    }

    /**
     * Reads {@link #metadata}. Empty metadata, of offsets that were committed without counts, means none. Further counts, of
     * a newer version, are left out, so that this version can continue after it.
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
        return new StoredPointCounts(
                Long.parseLong(match.group(1)),
                Long.parseLong(match.group(2)),
                match.group(3) == null ? 0 : Long.parseLong(match.group(3)));
    }
}
