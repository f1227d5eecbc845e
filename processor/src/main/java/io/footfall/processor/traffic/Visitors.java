package io.footfall.processor.traffic;

/**
 * Counts distinct visitors in 2 KiB, whatever their number; two counts can be merged, over
 * partitions and over windows.
 */
final class Visitors {
    private static final int PRECISION = 11;

    private final Sketch sketch = new Sketch(PRECISION);

    void add(long visitor) {
        sketch.add(visitor);
    }

    void add(Visitors other) {
        sketch.add(other.sketch);
    }

    long estimate() {
        return sketch.estimate();
    }

    String encoded() {
        return sketch.encoded();
    }
}
