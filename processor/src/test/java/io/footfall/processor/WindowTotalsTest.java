package io.footfall.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Click;
import io.footfall.events.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Properties of the totals for any clicks. */
class WindowTotalsTest {
    private static final Comparator<Click> BY_TIME = Comparator.comparingLong(Click::tsIngest);

    @Property(tries = 40)
    void orderOfArrivalWithinTheGraceChangesNoTotal(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(max = 300_000) Long> times, @ForAll long seed) {
        var inOrder =
                times.stream().map(WindowTotalsTest::click).sorted(BY_TIME).toList();

        assertThat(totals(shuffledWithinGrace(inOrder, new Random(seed)))).isEqualTo(totals(inOrder));
    }

    @Property(tries = 40)
    void everyClickCountsOnceWheneverTotalsArePublished(
            @ForAll @Size(min = 1, max = 100) List<@LongRange(max = 120_000) Long> times,
            @ForAll @IntRange(min = 1, max = 20) int pauseAfter) {
        try (var pipeline = new Pipeline()) {
            var clicks =
                    times.stream().map(WindowTotalsTest::click).sorted(BY_TIME).toList();
            for (int i = 0; i < clicks.size(); i++) {
                send(pipeline, clicks.get(i));
                if (i % pauseAfter == 0) {
                    pipeline.wait(Duration.ofSeconds(1));
                }
            }
            pipeline.wait(Duration.ofMinutes(1));

            assertThat(pipeline.traffic().values().stream()
                            .mapToLong(window -> window.clicks() + window.bots())
                            .sum())
                    .isEqualTo(times.size());
        }
    }

    private static Click click(long afterNoon) {
        return afterNoon % 2 == 0 ? Clicks.pageView(afterNoon) : Clicks.scroll(afterNoon);
    }

    /** Every third click is a bot's. */
    private static void send(Pipeline pipeline, Click click) {
        var headers = click.tsIngest() % 3 == 0 ? Map.of(Headers.BOT, "Somebot") : Map.<String, String>of();
        pipeline.send("visitor-1", Clicks.bytes(click), headers);
    }

    /** Each click may be overtaken by those that are less than the grace younger. */
    private static List<Click> shuffledWithinGrace(List<Click> inOrder, Random random) {
        var grace = (int) Pipeline.TIMING.grace().toMillis();
        Map<Click, Long> arrival = inOrder.stream()
                .distinct()
                .collect(Collectors.toMap(click -> click, click -> click.tsIngest() + random.nextInt(grace)));
        var shuffled = new ArrayList<>(inOrder);
        shuffled.sort(Comparator.comparing(arrival::get));
        return shuffled;
    }

    private static Object totals(List<Click> clicks) {
        try (var pipeline = new Pipeline()) {
            clicks.forEach(click -> send(pipeline, click));
            pipeline.wait(Duration.ofMinutes(1));
            return List.of(pipeline.traffic(), pipeline.pageViews());
        }
    }
}
