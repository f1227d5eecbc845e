package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Click;
import io.footfall.events.Headers;
import io.footfall.events.TrafficWindow;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever visitors do: neither the order of arrival within the grace nor the partition changes a number. */
class ArrivalOrderTest {
    private static final String PARTIALS = "clicks-partial-totals";

    /** A click as the log has it: with its key and with or without the mark of a bot. */
    private record Logged(String visitor, Click click, boolean bot) {
        void sendTo(Pipeline pipeline) {
            pipeline.send(visitor, Clicks.bytes(click), bot ? Map.of(Headers.BOT, "Somebot") : Map.of());
        }
    }

    @Property(tries = 30)
    void everyOrderWithinTheGraceGivesTheSameTotals(
            @ForAll @Size(min = 1, max = 120) List<@From("clicks") Logged> clicks, @ForAll long seed) {
        var inOrder = clicks.stream()
                .sorted(Comparator.comparingLong(logged -> logged.click().tsIngest()))
                .toList();

        assertThat(totals(disordered(inOrder, new Random(seed)))).isEqualTo(totals(inOrder));
    }

    @Property(tries = 30)
    void twoPartitionsGiveTheTotalsOfOne(
            @ForAll @Size(min = 1, max = 120) List<@From("clicks") Logged> clicks, @ForAll long seed) {
        var random = new Random(seed);
        var arrived = disordered(clicks, random);
        var parts = List.of(
                arrived.stream().filter(logged -> isFirst(logged, seed)).toList(),
                arrived.stream().filter(logged -> !isFirst(logged, seed)).toList());

        assertThat(merged(parts)).isEqualTo(totals(arrived));
    }

    /** Visitors stay in one partition, as the key sees to it; who has none comes anywhere. */
    private static boolean isFirst(Logged logged, long seed) {
        var place = logged.visitor() == null
                ? logged.click().tsIngest()
                : logged.visitor().hashCode();
        return (place ^ seed) % 2 == 0;
    }

    /** Each click may be overtaken by those that are less than the grace younger. */
    private static List<Logged> disordered(List<Logged> clicks, Random random) {
        var grace = (int) Pipeline.TIMING.grace().toMillis();
        var arrival = clicks.stream()
                .mapToLong(logged -> logged.click().tsIngest() + random.nextInt(grace))
                .toArray();
        return IntStream.range(0, clicks.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> arrival[i]))
                .map(clicks::get)
                .toList();
    }

    private static Object totals(List<Logged> clicks) {
        try (var pipeline = new Pipeline()) {
            clicks.forEach(click -> click.sendTo(pipeline));
            return finalTotals(pipeline);
        }
    }

    /** Each part is counted as a partition of its own, and what they tell is merged. */
    private static Object merged(List<List<Logged>> parts) {
        try (var merging = new Pipeline(parts.size())) {
            for (int partition = 0; partition < parts.size(); partition++) {
                for (var partial : partials(parts.get(partition))) {
                    merging.tell(partial.replace("\"partition\":0", "\"partition\":" + partition));
                }
            }
            return finalTotals(merging);
        }
    }

    private static List<String> partials(List<Logged> clicks) {
        try (var counting = new Pipeline()) {
            clicks.forEach(click -> click.sendTo(counting));
            counting.wait(Duration.ofMinutes(1));
            return counting.read(PARTIALS).stream()
                    .map(partial -> new String(partial.value(), UTF_8))
                    .toList();
        }
    }

    private static Object finalTotals(Pipeline pipeline) {
        pipeline.wait(Duration.ofMinutes(1));
        var traffic = pipeline.traffic();
        assertThat(traffic.values()).allMatch(TrafficWindow::isFinal).allMatch(window -> window.lateClicks() == 0);
        return List.of(traffic, pipeline.flagged());
    }

    @Provide
    Arbitrary<Logged> clicks() {
        return Combinators.combine(
                        Arbitraries.of("ann", "bob", "cem", "dai").injectNull(0.2),
                        Arbitraries.integers().between(0, 150_000),
                        Arbitraries.of("BE", "NL", "VN"),
                        Arbitraries.of(0, 0, 7),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.of("A", "B", ""),
                        Arbitraries.of("mobile", "desktop", "other"),
                        Arbitraries.of(true, false, false))
                .as((visitor, afterNoon, country, timer, page, title, platform, bot) -> new Logged(
                        visitor,
                        new Click(
                                platform,
                                Clicks.NOON.toEpochMilli() + afterNoon,
                                title,
                                country,
                                timer,
                                platform + " os",
                                "https://news.example/" + page,
                                timer,
                                "browser " + page),
                        bot));
    }
}
