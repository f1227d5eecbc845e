package io.footfall.processor.accounting;

import static io.footfall.processor.accounting.StorageResult.EXPIRED;
import static io.footfall.processor.accounting.StorageResult.NOT_STORED;
import static io.footfall.processor.accounting.StorageResult.STORED;
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
        assertThat(StoredPointCounts.NONE
                        .plus(STORED)
                        .plus(NOT_STORED)
                        .plus(STORED)
                        .metadata())
                .isEqualTo("stored=2 not_stored=1");
        assertThat(StoredPointCounts.NONE
                        .plus(EXPIRED)
                        .plus(STORED)
                        .plus(EXPIRED)
                        .metadata())
                .isEqualTo("stored=1 not_stored=0 expired=2");
    }

    @Property
    void committedMetadataIsParsed(
            @ForAll @LongRange(max = 999_999_999_999_999_999L) long stored,
            @ForAll @LongRange(max = 999_999_999_999_999_999L) long notStored,
            @ForAll @LongRange(max = 999_999_999_999_999_999L) long expired) {
        var counts = new StoredPointCounts(stored, notStored, expired);

        assertThat(StoredPointCounts.parse(counts.metadata())).isEqualTo(counts);
    }

    @Test
    void metadataOfOlderVersionsIsParsed() {
        assertThat(StoredPointCounts.parse("stored=70 not_stored=3")).isEqualTo(new StoredPointCounts(70, 3, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"stored=70 not_stored=3 expired=5 too_large=9", "stored=70 not_stored=3 expired=5 a=1 b2=2"})
    void metadataOfNewerVersionsIsParsed(String metadata) {
        assertThat(StoredPointCounts.parse(metadata)).isEqualTo(new StoredPointCounts(70, 3, 5));
        assertThat(StoredPointCounts.parse(metadata.replace(" expired=5", "")))
                .isEqualTo(new StoredPointCounts(70, 3, 0));
    }

    @Test
    void anOffsetWithoutMetadataHasNoCounts() {
        assertThat(StoredPointCounts.parse("")).isEqualTo(StoredPointCounts.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stored=1",
                "stored=-1 not_stored=0",
                "x",
                "stored=1 not_stored=2 more",
                "stored=1 not_stored=2 more=x"
            })
    void otherMetadataIsAnError(String metadata) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredPointCounts.parse(metadata))
                .withMessageContaining("'" + metadata + "'");
    }
}
