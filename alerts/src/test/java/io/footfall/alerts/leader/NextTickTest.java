package io.footfall.alerts.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.DefaultReplica;
import io.footfall.alerts.RecordingAlertsLog;
import io.footfall.alerts.evaluation.ReceivedEvent;
import io.footfall.alerts.rules.SecurityEvent.ForbiddenClick;
import io.footfall.alerts.state.RecordPosition;
import io.footfall.events.Click;
import io.footfall.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextTickTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final MutableClock clock = new MutableClock(NOW);
    private final ActiveReplica replica = DefaultReplica.create(new RecordingAlertsLog(), clock);

    @Test
    void withoutAlertsTheReplicaLooksTwiceASecond() {
        replica.tick();

        assertThat(replica.untilNextTick()).hasMillis(500);
    }

    @Test
    void anAlertIsSentWhenItHasWaitedForOthersNotLater() {
        replica.process(List.of(click()));
        clock.advance(Duration.ofMillis(300));
        assertThat(replica.untilNextTick()).hasMillis(200);

        clock.advance(Duration.ofSeconds(1));
        assertThat(replica.untilNextTick()).isZero();
    }

    private static ReceivedEvent click() {
        var click = new Click(
                "desktop", NOW.toEpochMilli(), "Title", "NL", 0, "linux", "https://site.example/x", 0, "firefox");
        return new ReceivedEvent(new ForbiddenClick(click, "/x", "/x", NOW), new RecordPosition(0, 0), NOW);
    }
}
