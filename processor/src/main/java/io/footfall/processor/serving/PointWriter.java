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
 * Writes batches of points until InfluxDB has stored each point or refused it for good. While InfluxDB is unavailable, it
 * waits and sends the same batch again. A batch that is refused is halved, until the refused point stands alone.
 */
final class PointWriter {
    private static final Logger LOG = Logger.getLogger(PointWriter.class);

    private final Function<List<Point>, WriteOutcome> store;
    private final Executor blocking;
    private final DoubleSupplier random;

    /**
     * Creates a writer.
     *
     * @param store sends one batch and blocks until the response
     * @param blocking executor on which it may block
     * @param random numbers from 0 to 1, for the jitter between attempts
     */
    PointWriter(Function<List<Point>, WriteOutcome> store, Executor blocking, DoubleSupplier random) {
        this.store = store;
        this.blocking = blocking;
        this.random = random;
    }

    /** Creates a writer on worker threads. */
    static PointWriter to(InfluxStore store) {
        return new PointWriter(store::write, Infrastructure.getDefaultWorkerPool(), () -> ThreadLocalRandom.current()
                .nextDouble());
    }

    /**
     * Writes one batch.
     *
     * @param refuse keeps an entry that InfluxDB refuses for good, with its reason
     * @return completes when every entry is stored or refused
     */
    <E> Uni<Void> write(List<E> batch, Function<E, Point> point, BiFunction<E, String, Uni<Void>> refuse) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return untilAnswered(batch.stream().map(point).toList()).chain(outcome -> {
            if (outcome instanceof WriteOutcome.Refused refused) {
                return batch.size() == 1 ? refuse.apply(batch.get(0), refused.reason()) : halve(batch, point, refuse);
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
        var backoff = new RetryBackoff(random);
        return Uni.createFrom()
                .item(() -> store.apply(points))
                .runSubscriptionOn(blocking)
                .invoke(PointWriter::failIfUnavailable)
                .onFailure(InfluxUnavailable.class)
                .retry()
                .when(failures -> failures.onItem()
                        .transformToUniAndConcatenate(failure -> pause((InfluxUnavailable) failure, backoff, points)));
    }

    private static void failIfUnavailable(WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Unavailable unavailable) {
            throw new InfluxUnavailable(unavailable);
        }
    }

    private static Uni<Duration> pause(InfluxUnavailable failure, RetryBackoff backoff, List<Point> points) {
        var wait = backoff.next(failure.outcome.retryAfter());
        LOG.warnf(
                "InfluxDB has not stored %d points (%s); next attempt in %d ms (influxdb.url)",
                points.size(), failure.outcome.reason(), wait.toMillis());
        return Uni.createFrom().item(wait).onItem().delayIt().by(wait);
    }

    private static final class InfluxUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient WriteOutcome.Unavailable outcome;

        InfluxUnavailable(WriteOutcome.Unavailable outcome) {
            super(outcome.reason(), null, false, false);
            this.outcome = outcome;
        }
    }
}
