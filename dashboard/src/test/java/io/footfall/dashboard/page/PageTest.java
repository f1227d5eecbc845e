package io.footfall.dashboard.page;

import static io.footfall.dashboard.Samples.NOON;
import static io.footfall.dashboard.Samples.alert;
import static io.footfall.dashboard.Samples.window;
import static io.footfall.dashboard.Samples.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.dashboard.state.Dashboard;
import io.footfall.events.Alert;
import io.footfall.events.ClickCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final Instant UPDATED = Instant.parse("2026-11-22T08:00:00Z");

    private final Dashboard dashboard = new Dashboard(Clock.fixed(UPDATED, ZoneOffset.UTC), "");

    @ParameterizedTest
    @CsvSource({"3, live, updated 3 s ago", "10, live, updated 10 s ago", "75, stale, 'stale, updated 1 min ago'"})
    void freshnessIsTheWallClockTimeSinceTheLastChange(long seconds, String state, String words) {
        dashboard.put(window(0, 1, 1));

        var page = pageAt(UPDATED.plusSeconds(seconds));

        assertThat(page.freshness()).isEqualTo(state);
        assertThat(page.freshnessText()).isEqualTo(words);
    }

    @Test
    void beforeTheFirstClickThePageIsWaiting() {
        assertThat(pageAt(UPDATED).freshness()).isEqualTo("waiting");

        dashboard.put(new ClickCounts(UPDATED, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0));

        assertThat(pageAt(UPDATED.plusSeconds(60)).freshnessText()).isEqualTo("waiting for the first clicks");
    }

    @Test
    void theAgeOfAnAlertIsByTheWallClockAndItsPeriodIsInEventTime() {
        var alert = alert("a", 3, "s"); // which fired when it was last seen

        assertThat(pageAt(NOON.plusSeconds(2)).age(alert)).isEqualTo("fired 0 s ago");
        assertThat(pageAt(NOON.plusSeconds(7_210)).age(alert)).isEqualTo("fired 2 h ago");
        assertThat(pageAt(NOON.plusSeconds(70)).age(withStatus(alert, Alert.Status.RESOLVED)))
                .isEqualTo("over 1 min ago");
        assertThat(pageAt(UPDATED).period(alert))
                .isEqualTo("seen from Sat 13 Jan 2018, 12:00:00 UTC to Sat 13 Jan 2018, 12:00:03 UTC");
    }

    @Test
    void theTimeInASummaryIsReadable() {
        var alert = alert("a", 3, "A flood since 2018-01-13T12:00:00.000Z, not since 2018-01-33T99:00:00.000Z");

        assertThat(pageAt(UPDATED).summary(alert))
                .isEqualTo("A flood since 13 Jan, 12:00:00 UTC, not since 2018-01-33T99:00:00.000Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//evil.example", "", "/a"})
    void onlyHttpAndHttpsAreLinks(String url) {
        assertThat(pageAt(UPDATED).isLink(url)).isFalse();
    }

    @Test
    void theNewestMinuteIsAtTheRightEdgeAndTheHighestColumnFits() {
        dashboard.put(window(0, 1, 30));
        dashboard.put(window(60, 1, 15));
        dashboard.put(window(120, 1, 10));

        var chart = pageAt(UPDATED).chart();

        assertThat(chart.top()).isEqualTo(50);
        assertThat(chart.columns()).extracting(Chart.Column::x).containsExactly(571, 581, 591);
        assertThat(chart.columns()).extracting(Chart.Column::height).containsExactly("60.0", "30.0", "20.0");
        assertThat(chart.columns()).extracting(Chart.Column::y).containsExactly("40.0", "70.0", "80.0");
    }

    @Test
    void anAlertIsMarkedFromWhenItWasFirstSeenToWhenItWasLastSeen() {
        dashboard.put(window(0, 1, 30));
        dashboard.put(window(120, 1, 10));
        dashboard.put(alert("short", 63, "s")); // from the 60th second on, for 3 s
        dashboard.put(alert("before the hour", -60, "s"));

        var marks = pageAt(UPDATED).chart().marks();

        assertThat(marks).singleElement().satisfies(mark -> {
            assertThat(mark.x()).isEqualTo("580.0");
            assertThat(mark.width()).isEqualTo("3.0");
        });
    }

    @Test
    void numbersAreFormattedForTheLanguageOfTheReader() {
        assertThat(pageAt(UPDATED).number(1_234L)).isEqualTo("1,234");
        assertThat(pageAt(UPDATED, Locale.GERMAN).number(1_234L)).isEqualTo("1.234");
        assertThat(pageAt(UPDATED).number(null)).isEqualTo("–");
    }

    @Test
    void anUnreachableKafkaIsShownBeforeAnyOtherState() {
        dashboard.put(window(0, 1, 1));
        dashboard.putConsumerLag(OptionalLong.of(1));
        assertThat(pageAt(UPDATED).lag()).isEqualTo("1 click waiting");

        dashboard.putConsumerLag(OptionalLong.empty());

        assertThat(pageAt(UPDATED).freshness()).isEqualTo("unreachable");
        assertThat(pageAt(UPDATED).freshnessText()).isEqualTo("Kafka does not answer, updated 0 s ago");
    }

    @Test
    void theLineOfVisitorsEndsAtTheNewestCompleteMinute() {
        dashboard.put(window(0, 1, 30));
        dashboard.put(window(60, 1, 15));
        dashboard.put(window(120, 1, 10));

        var chart = pageAt(UPDATED).chart();

        assertThat(chart.line()).isEqualTo("574.5,40.0 584.5,70.0");
    }

    private Page pageAt(Instant time) {
        return pageAt(time, Locale.ENGLISH);
    }

    private Page pageAt(Instant time, Locale locale) {
        var settings = new Page.Settings(Duration.ofSeconds(10), Duration.ofSeconds(15), "");
        return Page.of(dashboard.snapshot(), time, settings, locale);
    }
}
