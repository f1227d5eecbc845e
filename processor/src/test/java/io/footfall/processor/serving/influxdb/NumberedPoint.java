package io.footfall.processor.serving.influxdb;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;

/** A point of the given time, which adds its number to the refused or the expired ones. */
record NumberedPoint(long number, Instant instant, Collection<Long> refused, Collection<Long> expired)
        implements PointEntry {
    @Override
    public long time() {
        return instant.toEpochMilli() * 1_000_000 + number;
    }

    @Override
    public void appendTo(LineBuffer request) {
        request.append("test height=" + number + "i " + time());
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
