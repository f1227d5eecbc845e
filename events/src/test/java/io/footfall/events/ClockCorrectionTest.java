package io.footfall.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockCorrectionTest {
    @ParameterizedTest
    @ValueSource(longs = {150_000, -360_000, 5_000, 0, 253_402_300_799_999L, -253_402_300_799_999L})
    void aDifferenceOfClocksIsReadAsItWasWritten(long millis) {
        assertThat(ClockCorrection.decode(ClockCorrection.encode(millis))).isEqualTo(millis);
    }

    @Test
    void theValueIsADecimalNumberInAscii() {
        assertThat(ClockCorrection.encode(-360_000)).isEqualTo("-360000".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1.5", "1e5", "5 s", "9223372036854775807", "-9223372036854775808"})
    void anythingElseCorrectsNothing(String value) {
        assertThat(ClockCorrection.decode(value.getBytes(UTF_8))).isZero();
        assertThat(ClockCorrection.decode(null)).isZero();
    }
}
