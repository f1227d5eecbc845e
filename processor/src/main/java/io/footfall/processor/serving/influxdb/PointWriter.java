package io.footfall.processor.serving.influxdb;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Writes batches of points until InfluxDB has stored each point or refused it for good. Points that are older than the
 * bucket keeps are left out. While InfluxDB is unavailable, it waits and sends the same batch again. A batch that is
 * refused is halved, until the refused point stands alone.
 */
public final class PointWriter {
    private final Function<List<? extends PointEntry>, WriteOutcome> store;
    private final InfluxOutage outage;
    private final BucketRetention retention;
    private final Executor blocking;
    private final DoubleSupplier random;

    /**
     * Creates a writer.
     *
     * @param store sends one batch and blocks until the response
     * @param blocking executor on which it may block
     * @param random numbers from 0 to 1, for the jitter between attempts
     */
    PointWriter(
            Function<List<? extends PointEntry>, WriteOutcome> store,
            InfluxOutage outage,
            BucketRetention retention,
            Executor blocking,
            DoubleSupplier random) {
        this.store = store;
        this.outage = outage;
        this.retention = retention;
        this.blocking = blocking;
        this.random = random;
    }

    /** Creates a writer on worker threads. */
    public static PointWriter to(InfluxStore store, InfluxOutage outage, BucketRetention retention) {
        return new PointWriter(
                store::write,
                outage,
                retention,
                Infrastructure.getDefaultWorkerPool(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Writes one batch.
     *
     * @return completes when every point is stored, refused, expired, or no longer owned by this replica
     */
    public Uni<Void> write(List<? extends PointEntry> batch) {
        return batch.isEmpty() ? Uni.createFrom().voidItem() : writeBatch(batch);
    }

    private Uni<Void> retentionKnown() {
        var known = Uni.createFrom().voidItem();
        return Uni.createFrom()
                .deferred(() -> retention.isDue() ? known.invoke(retention::ask).runSubscriptionOn(blocking) : known);
    }

    private Uni<Void> writeBatch(List<? extends PointEntry> batch) {
        var write = new BatchWrite(batch, this::send, outage, retention, new RetryBackoff(random), System::nanoTime);
        outage.begun(write);
        return retentionKnown()
                .chain(() -> Multi.createBy()
                        .repeating()
                        .uni(write::step)
                        .whilst(isUnfinished -> isUnfinished)
                        .collect()
                        .last())
                .onTermination()
                .invoke(() -> outage.ended(write))
                .replaceWithVoid();
    }

    private Uni<WriteOutcome> send(List<? extends PointEntry> points) {
        return Uni.createFrom().item(() -> store.apply(points)).runSubscriptionOn(blocking);
    }
}
