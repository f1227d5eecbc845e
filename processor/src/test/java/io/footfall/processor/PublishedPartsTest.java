package io.footfall.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.topics.Topics;
import io.footfall.processor.partials.PartialMessage;
import io.footfall.processor.partials.WindowPart;
import io.footfall.processor.state.StateJson;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a partition sends its part of the window at noon to the merge. */
class PublishedPartsTest {
    private static final Duration UPDATE = Duration.ofSeconds(1);
    private static final long CLOSES_NOON = Duration.ofMinutes(2).toMillis();

    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void anUnchangedPartIsNotSentAgainWhenItsWindowCloses() {
        pipeline.send(Clicks.pageView(0));
        pipeline.wait(UPDATE);
        assertThat(noon()).hasSize(1);

        pipeline.send(Clicks.pageView(CLOSES_NOON));
        pipeline.wait(UPDATE);

        assertThat(noon()).isEmpty();
    }

    @Test
    void aChangedPartIsSentWhenItsWindowCloses() {
        pipeline.send(Clicks.pageView(0));
        pipeline.wait(UPDATE);
        pipeline.send(Clicks.pageView(1));
        pipeline.send(Clicks.pageView(CLOSES_NOON));

        assertThat(noon())
                .hasSize(2)
                .last()
                .extracting(part -> part.totals().get("clicks").asLong())
                .isEqualTo(2L);
    }

    private List<WindowPart> noon() {
        return pipeline.read(new Topics("").partialTotals()).stream()
                .map(record -> StateJson.read(record.value(), PartialMessage.class))
                .filter(WindowPart.class::isInstance)
                .map(WindowPart.class::cast)
                .filter(part -> part.kind().equals("traffic"))
                .filter(part -> part.start() == Clicks.NOON.toEpochMilli())
                .toList();
    }
}
