package io.footfall.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Alert.Severity;
import io.footfall.events.FlaggedWindow;
import io.footfall.events.FlaggedWindow.OutOfMarket;
import io.footfall.events.Window;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FloodRuleTest {
    private static final Window WINDOW =
            Window.starting(Instant.parse("2018-01-13T05:04:00Z").toEpochMilli(), Window.FLAGGED);

    private final FloodRule rule = new FloodRule(0.5, 300);

    @Property
    void aWindowIsAFloodWhenItIsLargeEnoughAndMoreThanTheShareOnlyOpensPages(
            @ForAll @LongRange(min = 0, max = 400) long opened,
            @ForAll @LongRange(min = 0, max = 400) long read,
            @ForAll @LongRange(min = 0, max = 400) long openedElsewhere,
            @ForAll @LongRange(min = 0, max = 400) long readElsewhere) {
        var finding = rule.judge(window(opened, read, openedElsewhere, readElsewhere));

        long openings = opened + openedElsewhere;
        long all = openings + read + readElsewhere;
        assertThat(finding.isPresent()).isEqualTo(all >= 300 && 2 * openings > all);
    }

    @Test
    void clicksFromOutsideTheMarketMakeAFloodToo() {
        assertThat(rule.judge(window(10, 40, 400, 20))).isPresent();
    }

    @Test
    void theFindingIsCriticalAndSaysHowManyAndWhere() {
        var finding = (Finding.Total) rule.judge(window(521, 515, 90, 10)).orElseThrow();

        assertThat(finding.cause().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.summary()).isEqualTo("A flood of page openings in the 30 s from 2018-01-13T05:04:00.000Z");
        assertThat(finding.count()).isEqualTo(611);
        assertThat(finding.evidence())
                .containsExactly(
                        "page openings: 611 of 1136 clicks (53.8 %)",
                        "in the market: 521 of 1036", "elsewhere: 90 of 100");
    }

    private static FlaggedWindow window(long opened, long read, long openedElsewhere, long readElsewhere) {
        return new FlaggedWindow(
                WINDOW, true, opened, read, new OutOfMarket(openedElsewhere, readElsewhere), 0, 0, false);
    }
}
