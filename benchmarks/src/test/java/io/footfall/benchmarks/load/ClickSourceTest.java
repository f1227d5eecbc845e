package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.events.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ClickSourceTest {
    private static final long FIRST_TIME = 1_515_819_840_000L;
    private static final int COUNT = 20_000;
    private static final ClickPlan PLAN = new ClickPlan(7, COUNT, FIRST_TIME, 500, false);

    private final ClickSource source = new ClickSource(PLAN, 4);
    private final List<ProducerRecord<byte[], byte[]>> clicks = generate(source);

    @Test
    void theSamePlanGeneratesTheSameBytes() {
        assertThat(texts(generate(new ClickSource(PLAN, 4)))).isEqualTo(texts(clicks));
    }

    @Test
    void anotherSeedGeneratesOthers() {
        var other = new ClickSource(new ClickPlan(8, COUNT, FIRST_TIME, 500, false), 4);

        assertThat(texts(generate(other))).isNotEqualTo(texts(clicks));
    }

    @Test
    void sharesAreThoseOfRealClicks() {
        var empty = COUNT - source.cleaned() - source.foreign();
        assertThat(empty).isCloseTo(COUNT * 25 / 1000, within(150L));
        assertThat(source.foreign()).isCloseTo(COUNT * 975 / 1000 * 14 / 100, within(300L));
        assertThat(count(click -> click.path("article").asText().endsWith("/admin")))
                .isCloseTo(COUNT * 24 / 10_000, within(25L));
    }

    @Test
    void countsAreThoseOfTheClicksAsTheyRead() {
        assertThat(count(click -> click.size() < 9)).isEqualTo(COUNT - source.cleaned() - source.foreign());
        assertThat(count(click -> Set.of("BE", "NL")
                        .contains(click.path("visitor_country").asText().toUpperCase(Locale.ROOT))))
                .isEqualTo(source.cleaned());
    }

    private long count(Predicate<JsonNode> kind) {
        return clicks.stream().map(ClickSourceTest::json).filter(kind).count();
    }

    @Test
    void clicksAreInTheOrderOfKafkaAndAtMost45SecondsLate() {
        var before = 0L;
        for (var click : clicks) {
            assertThat(click.timestamp()).isGreaterThanOrEqualTo(before);
            before = click.timestamp();
            if (json(click).size() == 9) {
                assertThat(before - json(click).get("ts_ingest").longValue()).isBetween(0L, 45_000L);
            }
        }
    }

    @Test
    void articlesThatAreReadEvenlyAreAsManyAsPlanned() {
        var few = new ClickSource(new ClickPlan(7, COUNT, FIRST_TIME, 10, true), 4);
        var articles = generate(few).stream()
                .map(click -> json(click).path("article").asText())
                .filter(article -> article.contains("/wiki/"))
                .collect(Collectors.toSet());

        assertThat(articles).hasSize(10);
    }

    private static JsonNode json(ProducerRecord<byte[], byte[]> click) {
        return Json.read(click.value(), JsonNode.class);
    }

    private static List<ProducerRecord<byte[], byte[]>> generate(ClickSource source) {
        return Stream.generate(source::next).limit(COUNT).toList();
    }

    private static List<String> texts(List<ProducerRecord<byte[], byte[]>> clicks) {
        return clicks.stream()
                .map(click -> click.partition() + " " + click.timestamp() + " " + new String(click.value(), UTF_8))
                .toList();
    }
}
