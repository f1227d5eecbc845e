package io.footfall.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointIdentityTest {
    private static final long MILLI = 1_515_819_844_345L;

    @ParameterizedTest
    @CsvSource({"1, 25000", "40, 25000", "41, 20000", "100, 10000", "101, 8000", "1000, 1000"})
    void clicksOfTheSameMillisecondDoNotOverwriteEachOther(int partitions, int distance) {
        var identity = new PointIdentity(partitions);
        var times = new HashSet<Long>();
        for (int partition = 0; partition < partitions; partition++) {
            for (long offset = 7_000_000; offset < 7_000_000 + distance; offset++) {
                times.add(identity.time(MILLI, partition, offset));
            }
        }

        assertThat(times).hasSize(partitions * distance).allMatch(time -> time / 1_000_000 == MILLI);
        assertThat(identity.distance()).isEqualTo(distance);
    }

    @ParameterizedTest
    @CsvSource({"4, 25", "40, 25", "100, 10"})
    void clicksDoNotOverwriteEachOtherInAStoreWithMicrosecondTimes(int partitions, int distance) {
        var identity = new PointIdentity(partitions);
        var times = new HashSet<Long>();
        for (int partition = 0; partition < partitions; partition++) {
            for (long offset = 24_990; offset < 24_990 + distance; offset++) {
                times.add(identity.time(MILLI, partition, offset) / 1_000);
            }
        }

        assertThat(times).hasSize(partitions * distance);
    }

    @Test
    void usualNumbersOfPartitionsHaveTheSamePoints() {
        assertThat(new PointIdentity(12).time(MILLI, 3, 123_456))
                .isEqualTo(new PointIdentity(40).time(MILLI, 3, 123_456));
        assertThat(new PointIdentity(4).time(MILLI, 1, 2)).isEqualTo(MILLI * 1_000_000 + 81_000);
    }

    @Test
    void manyPartitionsLeaveFewOffsets() {
        assertThat(new PointIdentity(100).isSafe()).isTrue();
        assertThat(new PointIdentity(101).isSafe()).isFalse();
    }

    @Property
    void theTimeOfAPointStaysWithinItsMillisecond(
            @ForAll @IntRange(min = 1, max = 10_000) int partitions, @ForAll @LongRange(min = 0) long offset) {
        var time = new PointIdentity(partitions).time(MILLI, partitions - 1, offset);

        assertThat(time / 1_000_000).isEqualTo(MILLI);
    }
}
