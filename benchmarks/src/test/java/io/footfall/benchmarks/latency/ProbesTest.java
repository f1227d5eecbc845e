package io.footfall.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.events.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private final Probes probes = new Probes(3);

    @Test
    void everyProbeIsAClickOnAPageOfItsOwnThatThePatternsForbid() {
        var first = page(probes.next());
        var second = page(probes.next());

        assertThat(first).isNotEqualTo(second);
        assertThat(probes.patterns().split(",")).hasSize(3).contains(first, second);
    }

    private static String page(String click) {
        return Json.read(click.getBytes(StandardCharsets.UTF_8), JsonNode.class)
                .path("article")
                .asText()
                .replace("https://news.example", "");
    }

    @Test
    void aProbeIsMissingUntilItIsSeenAndCountsOnce() {
        var first = probes.next();
        var unused = probes.next();

        probes.seen(Probes.STORED, "[[\"" + page(first) + "\"]]");
        probes.seen(Probes.STORED, "[[\"" + page(first) + "\"]]");

        assertThat(probes.delays(Probes.STORED).getTotalCount()).isEqualTo(1);
        assertThat(probes.oldestMissing(Probes.STORED)).isLessThan(Long.MAX_VALUE);
        assertThat(probes.delays(Probes.ALERTED).getTotalCount()).isZero();
    }

    @Test
    void aProbeThatIsSentBeforeMeasuringHasNoDelay() {
        var before = probes.next();
        probes.measure();
        var after = probes.next();

        probes.seen(Probes.ALERTED, page(before) + page(after));

        assertThat(probes.delays(Probes.ALERTED).getTotalCount()).isEqualTo(1);
    }

    @Test
    void aCountOfProbesRecordsTheFirstOnes() {
        var unused = probes.next() + probes.next();

        probes.seenFirst(Probes.STREAMED, 2);

        assertThat(probes.delays(Probes.STREAMED).getTotalCount()).isEqualTo(2);
        assertThat(probes.oldestMissing(Probes.STREAMED)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void delaysBetweenStagesAreThoseOfEachProbe() {
        var first = probes.next();
        var second = probes.next();
        probes.seen("one", page(first), 1_000);
        probes.seen("one", page(second), 2_000);
        probes.seen("two", page(first), 1_030);

        var delays = probes.delays("one", "two");

        assertThat(delays.getTotalCount()).isEqualTo(1);
        assertThat(delays.getMaxValue()).isEqualTo(30);
    }
}
