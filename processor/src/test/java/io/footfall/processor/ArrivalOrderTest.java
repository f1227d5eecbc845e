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

/** Neither the order of arrival within the grace nor the partition of a visitor changes a total. */
class ArrivalOrderTest {
    private static final String PARTIALS = "clicks-partial-totals";

    /** A click with its key, and whether a bot sent it. */
    private record Received(String visitor, Click click, boolean bot) {
        void sendTo(Pipeline pipeline) {
            pipeline.send(visitor, Clicks.bytes(click), bot ? Map.of(Headers.BOT, "Somebot") : Map.of());
        }
    }

    @Property(tries = 30)
    void everyOrderOfArrivalWithinTheGraceGivesTheSameTotals(
            @ForAll @Size(min = 1, max = 120) List<@From("clicks") Received> clicks, @ForAll long seed) {
        var inOrder = clicks.stream()
                .sorted(Comparator.comparingLong(received -> received.click().tsIngest()))
                .toList();

        assertThat(totals(disordered(inOrder, new Random(seed)))).isEqualTo(totals(inOrder));
    }

    @Property(tries = 30)
    void twoPartitionsGiveTheTotalsOfOne(
            @ForAll @Size(min = 1, max = 120) List<@From("clicks") Received> clicks, @ForAll long seed) {
        var random = new Random(seed);
        var arrived = disordered(clicks, random);
        var parts = List.of(
                arrived.stream().filter(received -> isFirst(received, seed)).toList(),
                arrived.stream().filter(received -> !isFirst(received, seed)).toList());

        assertThat(merged(parts)).isEqualTo(totals(arrived));
    }

    /** A visitor stays in one partition, because of the key; clicks without a key are in any. */
    private static boolean isFirst(Received received, long seed) {
        var place = received.visitor() == null
                ? received.click().tsIngest()
                : received.visitor().hashCode();
        return (place ^ seed) % 2 == 0;
    }

    /** Each click may be overtaken by those that are less than the grace younger. */
    private static List<Received> disordered(List<Received> clicks, Random random) {
        var grace = (int) Pipeline.TIMING.grace().toMillis();
        var arrival = clicks.stream()
                .mapToLong(received -> received.click().tsIngest() + random.nextInt(grace))
                .toArray();
        return IntStream.range(0, clicks.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> arrival[i]))
                .map(clicks::get)
                .toList();
    }

    private static Object totals(List<Received> clicks) {
        try (var pipeline = new Pipeline()) {
            clicks.forEach(click -> click.sendTo(pipeline));
            return finalTotals(pipeline);
        }
    }

    /** Counts each part as a partition of its own, and merges the messages of all of them. */
    private static Object merged(List<List<Received>> parts) {
        try (var merging = new Pipeline(parts.size())) {
            for (int partition = 0; partition < parts.size(); partition++) {
                for (var partial : partials(parts.get(partition))) {
                    merging.sendPartial(partial.replace("\"partition\":0", "\"partition\":" + partition));
                }
            }
            return finalTotals(merging);
        }
    }

    private static List<String> partials(List<Received> clicks) {
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
        return List.of(traffic, pipeline.pageViews());
    }

    @Provide
    Arbitrary<Received> clicks() {
        return Combinators.combine(
                        Arbitraries.of("ann", "bob", "cem", "dai").injectNull(0.2),
                        Arbitraries.integers().between(0, 150_000),
                        Arbitraries.of("BE", "NL", "VN"),
                        Arbitraries.of(0, 0, 7),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.of("A", "B", ""),
                        Arbitraries.of("mobile", "desktop", "other"),
                        Arbitraries.of(true, false, false))
                .as((visitor, afterNoon, country, timer, page, title, platform, bot) -> new Received(
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
