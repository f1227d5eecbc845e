package io.footfall.sandbox.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayScheduleTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final ReplaySchedule schedule = new ReplaySchedule(START, new ReplaySpeed(2));

    @Test
    void distancesOfClicksAreDividedByTheSpeed() {
        schedule.sendTime(click(1_000));

        assertThat(schedule.sendTime(click(5_000))).isEqualTo(START.plusSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 253_402_300_799_999L})
    void clicksWithTimesFarFromTheFirstAreSentAtOnce(long broken) {
        schedule.sendTime(click(1_515_819_844_345L));

        assertThat(schedule.sendTime(click(broken))).isEqualTo(START);
        assertThat(schedule.shifted(click(broken)).bytes())
                .isEqualTo(click(broken).bytes());
    }

    private static RecordedClick click(long time) {
        return RecordedClick.allOf(new RecordedLine(("{\"ts_ingest\":" + time + "}").getBytes(UTF_8), "file", 1))
                .get(0);
    }
}
