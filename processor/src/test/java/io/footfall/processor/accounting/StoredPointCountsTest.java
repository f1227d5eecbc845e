package io.footfall.processor.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredPointCountsTest {
    @Test
    void metadataIsReadable() {
        assertThat(StoredPointCounts.NONE.plus(true).plus(false).plus(true).metadata())
                .isEqualTo("stored=2 not_stored=1");
    }

    @Property
    void committedMetadataIsParsed(
            @ForAll @LongRange(max = 999_999_999_999_999_999L) long stored,
            @ForAll @LongRange(max = 999_999_999_999_999_999L) long notStored) {
        var counts = new StoredPointCounts(stored, notStored);

        assertThat(StoredPointCounts.parse(counts.metadata())).isEqualTo(counts);
    }

    @Test
    void anOffsetWithoutMetadataHasNoCounts() {
        assertThat(StoredPointCounts.parse("")).isEqualTo(StoredPointCounts.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored=1", "stored=-1 not_stored=0", "x", "stored=1 not_stored=2 more=3"})
    void otherMetadataIsAnError(String metadata) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredPointCounts.parse(metadata))
                .withMessageContaining("'" + metadata + "'");
    }
}
