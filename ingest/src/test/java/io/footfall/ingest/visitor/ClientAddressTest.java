package io.footfall.ingest.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
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
            })
    void theAddressIsWhatTheOutermostTrustedProxySaw(int proxies, String forwardedFor, String address) {
        assertThat(ClientAddress.of("203.0.113.1", forwardedFor, proxies)).isEqualTo(address);
    }
}
