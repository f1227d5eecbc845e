package io.footfall.processor.serving.influxdb;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;

/** A point of the given time, which adds its number to the refused or the expired ones. */
record NumberedPoint(long number, Instant time, Collection<Long> refused, Collection<Long> expired)
        implements PointEntry {
    @Override
    public Point point() {
        return Point.measurement("test")
                .addField("height", number)
                .time(time.toEpochMilli() * 1_000_000 + number, WritePrecision.NS);
    }

    @Override
    public boolean isOwned() {
        return true;
    }

    @Override
    public Uni<Void> refuse(String reason) {
        refused.add(number);
        return Uni.createFrom().voidItem();
    }

    @Override
    public void expire() {
        expired.add(number);
    }
}
