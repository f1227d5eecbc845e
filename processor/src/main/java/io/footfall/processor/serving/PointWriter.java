package io.footfall.processor.serving;

import com.influxdb.client.write.Point;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Writes batches of points until each point is stored or refused for good. While the store is
 * unavailable it waits and sends the same batch again; a batch that is refused is halved until the
 * point at fault stands alone.
 */
final class PointWriter {
    private static final Logger LOG = Logger.getLogger(PointWriter.class);

    private final Function<List<Point>, WriteOutcome> store;
    private final Executor blocking;
    private final DoubleSupplier random;

    /**
     * Writes through {@code store}.
     *
     * @param store sends one batch and blocks until the answer
     * @param blocking where it may block
     * @param random numbers from 0 to 1, for the jitter between attempts
     */
    PointWriter(Function<List<Point>, WriteOutcome> store, Executor blocking, DoubleSupplier random) {
        this.store = store;
        this.blocking = blocking;
        this.random = random;
    }

    /** Writes to the store on worker threads. */
    static PointWriter to(InfluxStore store) {
        return new PointWriter(store::write, Infrastructure.getDefaultWorkerPool(), () -> ThreadLocalRandom.current()
                .nextDouble());
    }

    /**
     * Writes one batch.
     *
     * @param refuse keeps what the store will never take, with the store's reason
     * @return completes when every entry is stored or refused
     */
    <E> Uni<Void> write(List<E> batch, Function<E, Point> point, BiFunction<E, String, Uni<Void>> refuse) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return untilAnswered(batch.stream().map(point).toList()).chain(outcome -> {
            if (outcome instanceof WriteOutcome.Refused refused) {
                return batch.size() == 1 ? refuse.apply(batch.get(0), refused.why()) : halve(batch, point, refuse);
            }
            return Uni.createFrom().voidItem();
        });
    }

    private <E> Uni<Void> halve(List<E> batch, Function<E, Point> point, BiFunction<E, String, Uni<Void>> refuse) {
        var middle = batch.size() / 2;
        return write(batch.subList(0, middle), point, refuse)
                .chain(() -> write(batch.subList(middle, batch.size()), point, refuse));
    }

    private Uni<WriteOutcome> untilAnswered(List<Point> points) {
        var backoff = new Backoff(random);
        return Uni.createFrom()
                .item(() -> store.apply(points))
                .runSubscriptionOn(blocking)
                .invoke(PointWriter::failIfUnavailable)
                .onFailure(StoreUnavailable.class)
                .retry()
                .when(failures -> failures.onItem()
                        .transformToUniAndConcatenate(failure -> pause((StoreUnavailable) failure, backoff, points)));
    }

    private static void failIfUnavailable(WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Unavailable unavailable) {
            throw new StoreUnavailable(unavailable);
        }
    }

    private static Uni<Duration> pause(StoreUnavailable failure, Backoff backoff, List<Point> points) {
        var wait = backoff.next(failure.outcome.retryAfter());
        LOG.warnf(
                "the time-series store does not take points (%s): %d wait, next attempt in %d ms",
                failure.outcome.why(), points.size(), wait.toMillis());
        return Uni.createFrom().item(wait).onItem().delayIt().by(wait);
    }

    private static final class StoreUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient WriteOutcome.Unavailable outcome;

        StoreUnavailable(WriteOutcome.Unavailable outcome) {
            super(outcome.why(), null, false, false);
            this.outcome = outcome;
        }
    }
}
