package io.footfall.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.events.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private final Probes probes = new Probes(3);

    @Test
    void eachIsAClickOnAPageOfItsOwnThatThePatternsForbid() {
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
    void isMissingUntilItIsSeenAndCountsOnce() {
        var first = probes.next();
        var unused = probes.next();

        probes.seen(Stage.STORED, "[[\"" + page(first) + "\"]]");
        probes.seen(Stage.STORED, "[[\"" + page(first) + "\"]]");

        assertThat(probes.delays(Stage.STORED).getTotalCount()).isEqualTo(1);
        assertThat(probes.oldestMissing(Stage.STORED)).isLessThan(Long.MAX_VALUE);
        assertThat(probes.delays(Stage.ALERT).getTotalCount()).isZero();
    }

    @Test
    void whatWasSentBeforeMeasuringHasNoDelay() {
        var before = probes.next();
        probes.measure();
        var after = probes.next();

        probes.seen(Stage.ALERT, page(before) + page(after));

        assertThat(probes.delays(Stage.ALERT).getTotalCount()).isEqualTo(1);
    }

    @Test
    void whatIsCountedIsSeenInOrder() {
        var unused = probes.next() + probes.next();

        probes.seenFirst(Stage.FRAME, 2);

        assertThat(probes.delays(Stage.FRAME).getTotalCount()).isEqualTo(2);
        assertThat(probes.oldestMissing(Stage.FRAME)).isEqualTo(Long.MAX_VALUE);
    }
}
