package io.footfall.processor.replay;

/**
 * The clicks of a partition that two layers can be compared by: those that both have processed and
 * whose derived records both still hold.
 *
 * @param from offset in {@code clicks} of the first
 * @param to offset after the last
 */
record Range(long from, long to) {
    static Range of(PartitionOffsets first, PartitionOffsets second, long firstRetained, long secondRetained) {
        var from = Math.max(Math.max(first.begin(), second.begin()), Math.max(firstRetained, secondRetained));
        var to = Math.min(first.committed(), second.committed());
        return new Range(Math.min(from, to), to);
    }

    boolean contains(long offset) {
        return from <= offset && offset < to;
    }
}
