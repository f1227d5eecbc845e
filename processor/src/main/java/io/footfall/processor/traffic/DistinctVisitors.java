package io.footfall.processor.traffic;

/** Estimates the number of distinct visitors in 2 KiB. Estimates can be merged over partitions and windows. */
final class DistinctVisitors {
    private static final int PRECISION = 11;

    private final Sketch sketch = new Sketch(PRECISION);

    void add(long visitor) {
        sketch.add(visitor);
    }

    void add(DistinctVisitors other) {
        sketch.add(other.sketch);
    }

    long estimate() {
        return sketch.estimate();
    }

    String encoded() {
        return sketch.encoded();
    }
}
