package io.footfall.dashboard.state;

import static io.footfall.dashboard.Samples.alert;
import static io.footfall.dashboard.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.TrafficWindow.Article;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardOrderTest {
    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfArrivalDoesNotChangeTheSnapshot(long seed) {
        var random = new Random(seed);
        var slots =
                random.ints(1 + random.nextInt(80), 0, 500).distinct().boxed().toList();
        var inOrder = dashboard();
        slots.stream().sorted().forEach(slot -> put(inOrder, slot));
        var shuffled = dashboard();
        var arrival = new ArrayList<>(slots);
        Collections.shuffle(arrival, random);

        arrival.forEach(slot -> put(shuffled, slot));

        assertThat(shuffled.snapshot()).isEqualTo(inOrder.snapshot());
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    private static Dashboard dashboard() {
        return new Dashboard(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), "");
    }

    private static void put(Dashboard dashboard, int slot) {
        var article = new Article("https://news.example/" + slot % 7, "Title in slot " + slot, slot % 5 + 1L);
        dashboard.put(window(slot * 10L, slot % 50, slot % 50 + 3, List.of(article)));
        dashboard.put(alert("f" + slot, slot, "seen in slot " + slot));
    }
}
