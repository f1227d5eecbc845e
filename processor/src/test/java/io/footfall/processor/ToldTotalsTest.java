package io.footfall.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Json;
import io.footfall.events.topics.Topics;
import io.footfall.processor.partials.Partial;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a partition tells the merge what it has counted of noon's window, of which others read on. */
class ToldTotalsTest {
    private static final Duration UPDATE = Duration.ofSeconds(1);
    private static final long PASSES_NOON = Duration.ofMinutes(2).toMillis();

    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void whatHasBeenToldIsNotToldAgainWhenTheWindowCloses() {
        pipeline.send(Clicks.opening(0));
        pipeline.wait(UPDATE);
        assertThat(noon()).hasSize(1);

        pipeline.send(Clicks.opening(PASSES_NOON));
        pipeline.wait(UPDATE);

        assertThat(noon()).isEmpty();
    }

    @Test
    void whatHasNotBeenToldIsToldWhenTheWindowCloses() {
        pipeline.send(Clicks.opening(0));
        pipeline.wait(UPDATE);
        pipeline.send(Clicks.opening(1));
        pipeline.send(Clicks.opening(PASSES_NOON));

        assertThat(noon())
                .hasSize(2)
                .last()
                .extracting(partial -> partial.totals().get("clicks").asLong())
                .isEqualTo(2L);
    }

    private List<Partial> noon() {
        return pipeline.read(new Topics("").partialTotals()).stream()
                .map(record -> Json.read(record.value(), Partial.class))
                .filter(partial -> partial.kind().equals("traffic"))
                .filter(partial -> partial.start() != null && partial.start() == Clicks.NOON.toEpochMilli())
                .toList();
    }
}
