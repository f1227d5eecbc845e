package io.footfall.dashboard.board;

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

class BoardOrderTest {
    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfArrivalDoesNotChangeTheSnapshot(long seed) {
        var random = new Random(seed);
        var slots =
                random.ints(1 + random.nextInt(80), 0, 500).distinct().boxed().toList();
        var inOrder = board();
        slots.stream().sorted().forEach(slot -> feed(inOrder, slot));
        var shuffled = board();
        var arrival = new ArrayList<>(slots);
        Collections.shuffle(arrival, random);

        arrival.forEach(slot -> feed(shuffled, slot));

        assertThat(shuffled.snapshot()).isEqualTo(inOrder.snapshot());
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    private static Board board() {
        return new Board(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), "");
    }

    private static void feed(Board board, int slot) {
        var article = new Article("https://news.example/" + slot % 7, "Title in slot " + slot, slot % 5 + 1L);
        board.put(window(slot * 10L, slot % 50, slot % 50 + 3, List.of(article)));
        board.put(alert("f" + slot, slot, "seen in slot " + slot));
    }
}
