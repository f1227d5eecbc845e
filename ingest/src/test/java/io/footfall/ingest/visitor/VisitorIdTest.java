package io.footfall.ingest.visitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testing.MutableClock;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorIdTest {
    private static final long FIRST_DAY_WITHOUT_KEY = 20_515;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final VisitorId visitors = new VisitorId(VisitorIdTest::key, clock);

    @Test
    void theSameVisitorHasTheSameIdAllDay() {
        var morning = id("192.0.2.1");
        clock.set(Instant.parse("2026-03-01T23:59:59Z"));

        assertThat(id("192.0.2.1")).isEqualTo(morning).hasSize(22).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void nobodyCanBeFollowedToTheNextDay() {
        var today = id("192.0.2.1");
        clock.set(Instant.parse("2026-03-02T00:00:00Z"));

        assertThat(id("192.0.2.1")).isNotEqualTo(today);
    }

    @Test
    void anotherAddressSiteOrUserAgentIsAnotherVisitor() {
        assertThat(id("192.0.2.1"))
                .isNotEqualTo(id("192.0.2.2"))
                .isNotEqualTo(visitors.of("t", "192.0.2.1", "agent").orElseThrow())
                .isNotEqualTo(visitors.of("s", "192.0.2.1", "other").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8:1:2:8f1c:77ff:fe3a:1", "2001:db8:1:2::1", "2001:DB8:1:2:0:0:0:ffff"})
    void aDeviceThatChangesItsTemporaryAddressIsTheSameVisitor(String next) {
        assertThat(id(next))
                .isEqualTo(id("2001:db8:1:2:3c1d:9a2b:1f00:7e"))
                .isNotEqualTo(id("2001:db8:1:3:3c1d:9a2b:1f00:7e"));
    }

    @Test
    void withoutTheKeyOfTheDayThereIsNoId() {
        clock.set(Instant.parse("2026-03-03T00:00:00Z"));

        assertThat(visitors.of("s", "192.0.2.1", "agent")).isEmpty();
    }

    private static Optional<Mac> key(long day) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Long.toString(day).getBytes(UTF_8), "HmacSHA256"));
            return day < FIRST_DAY_WITHOUT_KEY ? Optional.of(mac) : Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String id(String address) {
        return visitors.of("s", address, "agent").orElseThrow();
    }
}
