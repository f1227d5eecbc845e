package io.footfall.dashboard.page;

import static io.footfall.dashboard.Samples.NOON;
import static io.footfall.dashboard.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.dashboard.board.Board;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final Instant UPDATED = Instant.parse("2026-11-22T08:00:00Z");

    private final Board board = new Board(Clock.fixed(UPDATED, ZoneOffset.UTC), "");

    @ParameterizedTest
    @CsvSource({"3, live, updated 3 s ago", "10, live, updated 10 s ago", "75, stale, 'stale, updated 1 min ago'"})
    void freshnessIsTheWallClockTimeSinceTheLastChange(long seconds, String state, String words) {
        board.put(window(0, 1, 1));

        var page = pageAt(UPDATED.plusSeconds(seconds));

        assertThat(page.freshness()).isEqualTo(state);
        assertThat(page.freshnessText()).isEqualTo(words);
    }

    @Test
    void beforeTheFirstClickThePageIsWaiting() {
        assertThat(pageAt(UPDATED).freshness()).isEqualTo("waiting");
    }

    @Test
    void theAgeOfAnAlertIsInEventTime() {
        board.put(window(7_190, 1, 1));

        assertThat(pageAt(UPDATED).age(NOON)).isEqualTo("2 h ago");
        assertThat(pageAt(UPDATED).age(NOON.plusSeconds(8_000))).isEqualTo("0 s ago");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//evil.example", "", "/a"})
    void onlyTheWebsSchemesAreLinked(String url) {
        assertThat(pageAt(UPDATED).linked(url)).isFalse();
    }

    @Test
    void theNewestMinuteIsAtTheRightEdgeAndTheHighestColumnFits() {
        board.put(window(0, 1, 30));
        board.put(window(60, 1, 15));
        board.put(window(120, 1, 10));

        var chart = pageAt(UPDATED).chart();

        assertThat(chart.top()).isEqualTo(50);
        assertThat(chart.columns()).extracting(Chart.Column::x).containsExactly(571, 581, 591);
        assertThat(chart.columns()).extracting(Chart.Column::height).containsExactly("60.0", "30.0", "20.0");
        assertThat(chart.columns()).extracting(Chart.Column::y).containsExactly("40.0", "70.0", "80.0");
    }

    @Test
    void theLineOfVisitorsEndsAtTheNewestCompleteMinute() {
        board.put(window(0, 1, 30));
        board.put(window(60, 1, 15));
        board.put(window(120, 1, 10));

        var chart = pageAt(UPDATED).chart();

        assertThat(chart.line()).isEqualTo("574.5,40.0 584.5,70.0");
    }

    private Page pageAt(Instant time) {
        return Page.of(board.snapshot(), time, Duration.ofSeconds(10), Duration.ofSeconds(15));
    }
}
