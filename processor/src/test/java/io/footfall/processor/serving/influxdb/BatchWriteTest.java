package io.footfall.processor.serving.influxdb;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BatchWriteTest {
    private final AtomicInteger requests = new AtomicInteger();
    private final InfluxOutage outage = new InfluxOutage("http://influx.example:8086", "footfall", Clock.systemUTC());
    private final BucketRetention retention = new BucketRetention(Optional::empty, "footfall", Clock.systemUTC());
    private final BatchWrite write = new BatchWrite(
            List.of(new Entry()),
            points ->
                    Uni.createFrom().item(requests.incrementAndGet() == 1 ? unavailable() : new WriteOutcome.Stored()),
            outage,
            retention,
            new RetryBackoff(() -> 0),
            this::time);
    private long seconds;
    private long secondsPerCall;

    @Test
    void afterAStandstillKafkaHasTimeToTakePartitionsAway() {
        assertThat(step()).isTrue(); // InfluxDB is unavailable
        secondsPerCall = 20; // the process stands still during the pause
        assertThat(step()).isTrue();
        secondsPerCall = 0;

        assertThat(step()).isTrue();
        assertThat(requests).hasValue(1);
        seconds += 5;
        assertThat(step()).isTrue(); // the pause is over
        assertThat(step()).isFalse();
        assertThat(requests).hasValue(2);
    }

    @Test
    void aPauseIsOverWhenLessThanAMillisecondIsLeft() {
        var nanos = new AtomicLong();
        var other = new BatchWrite(
                List.of(new Entry()),
                points -> Uni.createFrom()
                        .item(requests.incrementAndGet() == 1 ? unavailable() : new WriteOutcome.Stored()),
                outage,
                retention,
                new RetryBackoff(() -> 0),
                nanos::get);
        step(other); // InfluxDB is unavailable
        nanos.set(Duration.ofSeconds(30).toNanos() - 500);

        step(other);
        step(other);

        assertThat(requests).hasValue(2);
    }

    private boolean step() {
        return step(write);
    }

    private static boolean step(BatchWrite write) {
        return write.step().await().atMost(PATIENCE);
    }

    private long time() {
        seconds += secondsPerCall;
        return Duration.ofSeconds(seconds).toNanos();
    }

    private static WriteOutcome unavailable() {
        return new WriteOutcome.Unavailable("503 wait", Duration.ofSeconds(30));
    }

    private static final class Entry implements PointEntry {
        @Override
        public long time() {
            return 1;
        }

        @Override
        public void appendTo(LineBuffer request) {
            request.append("test height=1i 1");
        }

        @Override
        public boolean isOwned() {
            return true;
        }

        @Override
        public Uni<Void> refuse(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void expire() {
            throw new AssertionError("expired");
        }
    }
}
