package io.footfall.ingest.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VisitorIdTest {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final VisitorId visitors = new VisitorId("a secret of the site", new TestClock());

    @Test
    void theSameVisitorHasTheSameIdAllDay() {
        var morning = id("192.0.2.1");
        now = Instant.parse("2026-03-01T23:59:59Z");

        assertThat(id("192.0.2.1")).isEqualTo(morning).hasSize(22).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void nobodyCanBeFollowedToTheNextDay() {
        var today = id("192.0.2.1");
        now = Instant.parse("2026-03-02T00:00:00Z");

        assertThat(id("192.0.2.1")).isNotEqualTo(today);
    }

    @Test
    void replicasWithTheSameSecretGiveTheSameId() {
        assertThat(new VisitorId("a secret of the site", new TestClock()).of("s", "192.0.2.1", "agent"))
                .isEqualTo(id("192.0.2.1"));
        assertThat(new VisitorId("another secret here", new TestClock()).of("s", "192.0.2.1", "agent"))
                .isNotEqualTo(id("192.0.2.1"));
    }

    @Test
    void anotherAddressSiteOrUserAgentIsAnotherVisitor() {
        assertThat(id("192.0.2.1"))
                .isNotEqualTo(id("192.0.2.2"))
                .isNotEqualTo(visitors.of("t", "192.0.2.1", "agent"))
                .isNotEqualTo(visitors.of("s", "192.0.2.1", "other"));
    }

    private String id(String address) {
        return visitors.of("s", address, "agent");
    }

    private final class TestClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
