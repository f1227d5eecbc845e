package io.footfall.sandbox.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.footfall.events.Json;
import io.footfall.sandbox.traffic.PlannedClick.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TrafficSimulatorTest {
    private static final long SEED = 20180113;
    private static final Set<String> MARKET = Set.of("BE", "NL");

    @Test
    void theSameSeedGivesTheSameClicksForAnySteps() {
        var simulator = new TrafficSimulator(SEED, 20);
        var inSteps = new ArrayList<PlannedClick>();
        for (var second = 1; second <= 120; second++) {
            inSteps.addAll(simulator.until(Duration.ofSeconds(second)));
        }

        assertThat(inSteps).isEqualTo(new TrafficSimulator(SEED, 20).until(Duration.ofMinutes(2)));
    }

    @Test
    void anotherSeedGivesOtherClicks() {
        assertThat(new TrafficSimulator(1, 20).until(Duration.ofSeconds(10)))
                .isNotEqualTo(new TrafficSimulator(2, 20).until(Duration.ofSeconds(10)));
    }

    @Test
    void ordinaryVisitorsClickAtTheRateWithTheSharesOfARealSite() {
        var clicks = ordinary(Duration.ofMinutes(30));

        assertThat(clicks.size() / 1800.0).isCloseTo(20, within(1.5));
        assertThat(share(clicks, PlannedClick::opensPage)).isBetween(0.30, 0.35);
        assertThat(share(clicks, click -> click.fault() != Fault.NONE)).isCloseTo(0.025, within(0.005));
        assertThat(share(clicks, click -> !MARKET.contains(click.visitor().country())))
                .isCloseTo(0.14, within(0.03));
    }

    @Test
    void pathsAreProbedWithinTheFirstHalfMinute() {
        assertThat(new TrafficSimulator(SEED, 20).until(Duration.ofSeconds(30)))
                .anyMatch(click -> click.page().url().endsWith("/admin"));
    }

    @Test
    void aFloodOfPageViewsStartsWithinTheFirstThreeMinutes() {
        var busiest = new TrafficSimulator(SEED, 20)
                .until(Duration.ofMinutes(3)).stream()
                        .filter(PlannedClick::opensPage)
                        .collect(Collectors.groupingBy(
                                click -> click.at().toSeconds() + click.page().url(), Collectors.counting()))
                        .values()
                        .stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);

        assertThat(busiest).isBetween(199L, 220L);
    }

    @Test
    void visitorsHaveAddressesThatAreReservedForTests() {
        assertThat(new TrafficSimulator(SEED, 20).until(Duration.ofMinutes(2)))
                .allMatch(click -> click.visitor().address().matches("198\\.1[89]\\.\\d{1,3}\\.\\d{1,3}"))
                .noneMatch(click -> click.visitor().userAgent().isBlank());
    }

    @Test
    void invalidClicksAreStillJsonObjectsSoThatIngestAcceptsThem() throws Exception {
        for (var click : ordinary(Duration.ofMinutes(2))) {
            var body = click.body(1515819844345L);

            assertThat(Json.MAPPER.readTree(body).isObject())
                    .as(new String(body, UTF_8))
                    .isTrue();
        }
    }

    private static List<PlannedClick> ordinary(Duration end) {
        return new TrafficSimulator(SEED, 20)
                .until(end).stream()
                        .filter(click -> !click.visitor().address().startsWith("198.19."))
                        .toList();
    }

    private static double share(List<PlannedClick> clicks, Predicate<PlannedClick> which) {
        return clicks.stream().filter(which).count() / (double) clicks.size();
    }
}
