package io.footfall.processor.serving;

import java.util.regex.Pattern;

/**
 * What the store has said of the clicks of a partition of {@code clicks-cleaned} since its beginning.
 * Travels as the metadata of the committed offset, so that what is counted and what is sent again
 * after a crash never disagree.
 *
 * @param stored points that it has confirmed
 * @param notStored points that it refuses for good
 */
record StoredCounts(long stored, long notStored) {
    static final StoredCounts NONE = new StoredCounts(0, 0);
    private static final Pattern METADATA = Pattern.compile("stored=(\\d{1,18}) not_stored=(\\d{1,18})");

    /** One more. */
    StoredCounts plus(boolean isStored) {
        return isStored ? new StoredCounts(stored + 1, notStored) : new StoredCounts(stored, notStored + 1);
    }

    /** For example {@code stored=97 not_stored=3}. */
    String metadata() {
        return "stored=" + stored + " not_stored=" + notStored;
    }

    /**
     * Reads {@link #metadata}; an offset that was committed before there were counts has none.
     *
     * @throws IllegalArgumentException if it is something else: to begin at 0 would make the books wrong for ever
     */
    static StoredCounts parse(String metadata) {
        if (metadata.isEmpty()) {
            return NONE;
        }
        var match = METADATA.matcher(metadata);
        if (!match.matches()) {
            throw new IllegalArgumentException("a committed offset carries '" + metadata
                    + "' instead of the counts of stored points, such as 'stored=97 not_stored=3'");
        }
        return new StoredCounts(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
    }
}
