package io.footfall.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Click;
import io.footfall.processor.Clicks;
import java.util.HashSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PointsTest {
    private static final long MILLI = 1_515_819_844_345L;

    @Test
    void aClickIsOnePointWithTwoTagsAndTheOtherFields() {
        var line = Points.click(Clicks.click(345, "BE", 4, "https://news.example/a b"), 1, 2)
                .toLineProtocol();

        assertThat(line)
                .isEqualTo("clicks,visitor_browser=safari,visitor_country=BE article=\"https://news.example/a b\","
                        + "article_title=\"One\",visitor_os=\"ios\",visitor_page_height=40i,visitor_page_timer=4i,"
                        + "visitor_platform=\"mobile\" 1515844800345081000");
    }

    @Test
    void whatAStoreWouldRefuseOrMisreadIsReplaced() {
        var click = new Click("mobile", 0, "a\u0000b\nc", "BE", 0, "ios", "https://news.example/", 0, "back\\");

        assertThat(Points.click(click, 0, 0).toLineProtocol())
                .startsWith("clicks,visitor_browser=back\uFFFD,visitor_country=BE ")
                .contains("article_title=\"a\uFFFDb\uFFFDc\"");
    }

    @Test
    void clicksOfTheSameMillisecondDoNotOverwriteEachOther() {
        var times = new HashSet<Long>();
        for (int partition = 0; partition < 40; partition++) {
            for (long offset = 7_000_000; offset < 7_025_000; offset++) {
                times.add(Points.time(MILLI, partition, offset));
            }
        }

        assertThat(times).hasSize(40 * 25_000).allMatch(time -> time / 1_000_000 == MILLI);
    }

    @Test
    void norInAStoreThatCutsTimeToMicroseconds() {
        var times = new HashSet<Long>();
        for (int partition = 0; partition < 40; partition++) {
            for (long offset = 1_000; offset < 1_025; offset++) {
                times.add(Points.time(MILLI, partition, offset) / 1_000);
            }
        }

        assertThat(times).hasSize(40 * 25);
    }

    @Property
    void theTimeOfAPointStaysWithinItsMillisecond(
            @ForAll @IntRange(max = 10_000) int partition, @ForAll @LongRange(min = 0) long offset) {
        assertThat(Points.time(MILLI, partition, offset) / 1_000_000).isEqualTo(MILLI);
    }
}
