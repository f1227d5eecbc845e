package io.footfall.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredCountsTest {
    @Test
    void countsAreReadableForPeopleToo() {
        assertThat(StoredCounts.NONE.plus(true).plus(false).plus(true).metadata())
                .isEqualTo("stored=2 not_stored=1");
    }

    @Property
    void whatIsCommittedIsTakenUp(
            @ForAll @LongRange(max = 999_999_999_999_999_999L) long stored,
            @ForAll @LongRange(max = 999_999_999_999_999_999L) long notStored) {
        var counts = new StoredCounts(stored, notStored);

        assertThat(StoredCounts.parse(counts.metadata())).isEqualTo(counts);
    }

    @Test
    void anOffsetFromBeforeThereWereCountsBeginsAtNone() {
        assertThat(StoredCounts.parse("")).isEqualTo(StoredCounts.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored=1", "stored=-1 not_stored=0", "x", "stored=1 not_stored=2 more=3"})
    void anythingElseIsAnErrorThatSaysSo(String metadata) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredCounts.parse(metadata))
                .withMessageContaining("'" + metadata + "'");
    }
}
