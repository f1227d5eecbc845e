package io.footfall.ingest.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    private static final String SOCKET = "203.0.113.1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 198.51.100.7             | 203.0.113.1",
                "1 |                          | 203.0.113.1",
                "1 | ''                       | 203.0.113.1",
                "1 | 198.51.100.7             | 198.51.100.7",
                "1 | 10.9.9.9, 198.51.100.7   | 198.51.100.7",
                "2 | 10.9.9.9, 192.0.2.5, 10.0.0.1 | 192.0.2.5",
                "3 | 192.0.2.5                | 192.0.2.5",
                "2 | ,192.0.2.5,              | 192.0.2.5",
                "1 | ,                        | 203.0.113.1",
            })
    void theAddressIsTheOneThatTheOutermostTrustedProxySaw(int proxies, String forwardedFor, String address) {
        assertThat(ClientAddress.of(SOCKET, forwardedFor, proxies)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2.3.4:5678           | 1.2.3.4",
                "[1.2.3.4]:5678         | 1.2.3.4",
                "2001:db8::1            | 2001:db8::1",
                "[2001:db8::1]          | 2001:db8::1",
                "[2001:db8::1]:443      | 2001:db8::1",
                "2001:DB8:0:0:0:0:0:1   | 2001:db8::1",
                "2001:0db8::0001        | 2001:db8::1",
                "::ffff:1.2.3.4         | 1.2.3.4",
                "[::FFFF:102:304]:80    | 1.2.3.4",
                "fe80::1%eth0           | fe80::1",
                "[fe80::1%25eth0]:8080  | fe80::1",
            })
    void everyNotationOfAnAddressGivesTheSameText(String written, String address) {
        assertThat(ClientAddress.of(SOCKET, written, 1)).isEqualTo(address);
        assertThat(ClientAddress.of(written, null, 0)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({"unknown", "localhost", "news.example", "_hidden", "[::1", "[::1]x", "1.2.3", "1.2.3.4.5", "1.2.3.256"})
    void theSocketIsUsedIfTheProxySendsNoAddress(String named) {
        assertThat(ClientAddress.of(SOCKET, named, 1)).isEqualTo(SOCKET);
    }

    @Test
    void aSocketThatIsNotAnAddressIsKept() {
        assertThat(ClientAddress.of("somewhere", null, 1)).isEqualTo("somewhere");
    }

    @Property
    void addressesFurtherLeftAreIgnored(@ForAll String forged, @ForAll @IntRange(min = 1, max = 3) int proxies) {
        var seen = "198.51.100.7" + ",10.0.0.1".repeat(proxies - 1);

        assertThat(ClientAddress.of(SOCKET, forged + "," + seen, proxies)).isEqualTo("198.51.100.7");
    }

    @Property
    void anyHeaderGivesAnAddress(@ForAll String forwardedFor) {
        assertThat(ClientAddress.of(SOCKET, forwardedFor, 1)).isNotBlank().hasSizeLessThan(40);
    }

    @Test
    void theNetworkIsAWholeIpv4AddressOrTheFirstHalfOfAnIpv6Address() {
        assertThat(ClientAddress.network("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(ClientAddress.network("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(ClientAddress.network("2001:db8:1:2::1"))
                .isNotEqualTo(ClientAddress.network("2001:db8:1:3::1"));
        assertThat(ClientAddress.network("un:known")).isEqualTo("un:known");
    }
}
