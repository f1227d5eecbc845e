package io.footfall.processor.serving.influxdb;

import io.smallrye.mutiny.Uni;

/** A point to be written, and the record that it was made from. */
public interface PointEntry {
    /** Time of the point, ns since the epoch. */
    long time();

    /** Appends the point in line protocol, without a line feed. */
    void appendTo(LineBuffer request);

    /** Whether this replica still has the partition of the record. If not, another one writes the point, or a newer one. */
    boolean isOwned();

    /** Keeps the record of a point that InfluxDB refuses for good, with the reason. */
    Uni<Void> refuse(String reason);

    /** The point is older than the bucket keeps points: it is not stored, and nothing is kept of it. */
    void expire();
}
