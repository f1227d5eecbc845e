package io.footfall.ingest.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlocksTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,      10.255.0.1,      true",
        "10.0.0.0/8,      11.0.0.0,        false",
        "10.1.2.3/8,      10.0.0.0,        true",
        "192.0.2.128/25,  192.0.2.128,     true",
        "192.0.2.128/25,  192.0.2.127,     false",
        "192.0.2.5,       192.0.2.5,       true",
        "192.0.2.5,       192.0.2.4,       false",
        "192.0.2.5/32,    192.0.2.5,       true",
        "0.0.0.0/0,       255.1.2.3,       true",
        "0.0.0.0/0,       ::1,             false",
        "::/0,            192.0.2.5,       false",
        "::1/128,         ::1,             true",
        "2001:db8::/33,   2001:db8:7fff::, true",
        "2001:db8::/33,   2001:db8:8000::, false",
        "10.0.0.0/8,      ::ffff:10.1.1.1, true",
        "10.0.0.0/8,      10.1.1.1:443,    true",
        "10.0.0.0/8,      localhost,       false",
    })
    void anAddressIsInABlockIfItHasItsPrefix(String block, String address, boolean inside) {
        assertThat(new CidrBlocks(List.of(block)).contains(address)).isEqualTo(inside);
    }

    @Test
    void anAddressMayBeInAnyOfSeveralBlocks() {
        var blocks = new CidrBlocks(List.of("10.0.0.0/8", "::1"));

        assertThat(blocks.contains("::1")).isTrue();
        assertThat(blocks.contains("10.1.2.3")).isTrue();
        assertThat(blocks.contains("192.0.2.5")).isFalse();
    }

    @Test
    void blanksAroundABlockMakeNoDifference() {
        assertThat(new CidrBlocks(List.of(" 10.0.0.0/8 ")).contains("10.1.2.3")).isTrue();
    }

    @Test
    void withoutBlocksNoAddressIsContained() {
        assertThat(new CidrBlocks(List.of()).contains("192.0.2.5")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "localhost",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "::1/129",
                "10.0.0.1:80",
                "[::1]"
            })
    void anInvalidBlockIsNamedInTheMessage(String block) {
        assertThatThrownBy(() -> new CidrBlocks(List.of("10.0.0.0/8", block)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + block + "'");
    }

    @Property
    void anAddressIsInEveryBlockThatStartsWithIt(
            @ForAll @IntRange(max = 255) int first,
            @ForAll @IntRange(max = 255) int last,
            @ForAll @IntRange(max = 32) int prefix) {
        var address = "%d.0.255.%d".formatted(first, last);

        assertThat(new CidrBlocks(List.of(address + "/" + prefix)).contains(address))
                .isTrue();
    }
}
