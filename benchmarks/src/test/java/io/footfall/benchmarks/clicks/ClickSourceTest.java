package io.footfall.benchmarks.clicks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.events.Click;
import io.footfall.events.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClickSourceTest {
    private static final long FIRST_TIME = 1_515_819_840_000L;
    private static final int COUNT = 20_000;
    private static final ClickPlan PLAN = new ClickPlan(7, COUNT, FIRST_TIME, 500, false);

    @Test
    void theSamePlanMakesTheSameBytes() {
        assertThat(texts(PLAN)).isEqualTo(texts(PLAN));
    }

    @Test
    void anotherSeedMakesOthers() {
        assertThat(texts(PLAN)).isNotEqualTo(texts(new ClickPlan(8, COUNT, FIRST_TIME, 500, false)));
    }

    @Test
    void sharesAreThoseOfRealClicks() {
        var source = new ClickSource(PLAN, 4);
        made(source);

        var totals = source.totals();

        assertThat(totals.cleaned() + totals.outOfMarket() + totals.rejected()).isEqualTo(COUNT);
        assertThat(totals.rejected()).isCloseTo(COUNT * 25 / 1000, within(150L));
        assertThat(totals.outOfMarket()).isCloseTo(COUNT * 975 / 1000 * 14 / 100, within(300L));
        assertThat(totals.forbidden()).isPositive();
    }

    @Test
    void totalsAreThoseOfTheClicksAsTheyRead() {
        var source = new ClickSource(PLAN, 4);
        var tally = new TotalsTally();

        made(source).forEach(click -> judge(click, tally));

        assertThat(tally.totals()).isEqualTo(source.totals());
    }

    private static void judge(MadeClick click, TotalsTally tally) {
        var json = Json.read(click.value(), JsonNode.class);
        if (json.size() < 9) {
            tally.reject();
            return;
        }
        var country = json.get("visitor_country").textValue().toUpperCase(Locale.ROOT);
        var read = new Click(
                json.get("visitor_platform").textValue(),
                json.get("ts_ingest").longValue(),
                json.get("article_title").textValue(),
                country,
                json.get("visitor_page_timer").longValue(),
                json.get("visitor_os").textValue(),
                json.get("article").textValue(),
                json.get("visitor_page_height").longValue(),
                json.get("visitor_browser").textValue());
        var foreign = !Set.of("BE", "NL").contains(country);
        tally.add(read, foreign, click.bot() != null, read.article().endsWith("/admin"));
    }

    @Test
    void clicksComeInTheLogsOrderAndAtMost45SecondsLate() {
        var before = 0L;
        for (var click : made(new ClickSource(PLAN, 4))) {
            var json = Json.read(click.value(), JsonNode.class);
            assertThat(click.logTime()).isGreaterThanOrEqualTo(before);
            if (json.size() == 9) {
                assertThat(click.logTime() - json.get("ts_ingest").longValue()).isBetween(0L, 45_000L);
            }
            before = click.logTime();
        }
    }

    @Test
    void articlesThatAreReadEvenlyAreAsManyAsPlanned() {
        var articles = made(new ClickSource(new ClickPlan(7, COUNT, FIRST_TIME, 10, true), 4)).stream()
                .map(click ->
                        Json.read(click.value(), JsonNode.class).path("article").asText())
                .filter(article -> article.contains("/wiki/"))
                .collect(Collectors.toSet());
        assertThat(articles).hasSize(10);
    }

    private static List<MadeClick> made(ClickSource source) {
        var clicks = new ArrayList<MadeClick>();
        while (source.hasNext()) {
            clicks.add(source.next());
        }
        return clicks;
    }

    private static List<String> texts(ClickPlan plan) {
        return made(new ClickSource(plan, 4)).stream()
                .map(click -> click.partition() + " " + click.logTime() + " " + new String(click.value(), UTF_8))
                .toList();
    }
}
