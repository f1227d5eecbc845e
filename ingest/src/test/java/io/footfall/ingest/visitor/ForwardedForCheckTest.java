package io.footfall.ingest.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.ingest.LoggedWarnings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedForCheckTest {
    private final LoggedWarnings warnings = new LoggedWarnings(ForwardedForCheck.class);

    @AfterEach
    void stop() {
        warnings.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0,",
        "0, ''",
        "1, 192.0.2.1",
        "1, '198.51.100.1, 192.0.2.1'",
        "2, '198.51.100.1, 192.0.2.1'",
        "2, '198.51.100.2,198.51.100.1,192.0.2.1'"
    })
    void nothingIsWrongWithAsManyAddressesAsTrustedProxiesOrMore(int trustedProxies, String forwardedFor) {
        new ForwardedForCheck(trustedProxies).check(forwardedFor);

        assertThat(warnings.messages()).isEmpty();
    }

    @Test
    void addressesWithoutTrustedProxiesAreAWarning() {
        new ForwardedForCheck(0).check("192.0.2.1");

        assertThat(warnings.messages())
                .containsExactly("A request has X-Forwarded-For, but footfall.ingest.trusted-proxies is 0: if there is"
                        + " a proxy, all its visitors count as one client");
    }

    @ParameterizedTest
    @CsvSource({"1,, 0", "1, ' ', 0", "2, 192.0.2.1, 1", "3, '198.51.100.1, 192.0.2.1', 2"})
    void fewerAddressesThanTrustedProxiesAreAWarning(int trustedProxies, String forwardedFor, int addresses) {
        new ForwardedForCheck(trustedProxies).check(forwardedFor);

        assertThat(warnings.messages())
                .singleElement()
                .asString()
                .startsWith("A request has %d addresses in X-Forwarded-For, but footfall.ingest.trusted-proxies is %d:"
                        .formatted(addresses, trustedProxies))
                .doesNotContain("192.0.2.1");
    }

    @Test
    void itWarnsOnce() {
        var check = new ForwardedForCheck(1);

        check.check("");
        check.check("");

        assertThat(warnings.messages()).hasSize(1);
    }
}
