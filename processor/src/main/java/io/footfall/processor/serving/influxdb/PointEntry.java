package io.footfall.processor.serving.influxdb;

import com.influxdb.client.write.Point;
import io.smallrye.mutiny.Uni;

/** A point to be written, and the record that it was made from. */
public interface PointEntry {
    Point point();

    /** Whether this replica still has the partition of the record. If not, another one writes the point, or a newer one. */
    boolean isOwned();

    /** Keeps the record of a point that InfluxDB refuses for good, with the reason. */
    Uni<Void> refuse(String reason);

    /** The point is older than the bucket keeps points: it is not stored, and nothing is kept of it. */
    void expire();
}
