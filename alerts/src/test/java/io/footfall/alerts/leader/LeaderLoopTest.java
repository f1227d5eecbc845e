package io.footfall.alerts.leader;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.footfall.alerts.DefaultReplica;
import io.footfall.alerts.RecordingAlertsLog;
import io.footfall.alerts.evaluation.ReceivedEvent;
import io.footfall.alerts.rules.SecurityEvent.ForbiddenClick;
import io.footfall.alerts.state.RecordPosition;
import io.footfall.events.Alert;
import io.footfall.events.Click;
import io.footfall.testing.MutableClock;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaderLoopTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final RecordingAlertsLog log = new RecordingAlertsLog();
    private final LeaderLoop loop = new LeaderLoop();

    @AfterEach
    void stop() {
        loop.stop(new ShutdownEvent());
    }

    @Test
    void eventsWaitUntilThisReplicaIsTheLeader() throws Exception {
        var processed = CompletableFuture.runAsync(() -> loop.process(List.of(click(0))));
        assertThatThrownBy(() -> processed.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        loop.lead(replica());
        processed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(loop.isLeader()).isTrue();
        assertThat(log.view().alerts()).extracting(Alert::count).containsExactly(1L);
    }

    @Test
    void eventsWaitAgainAfterTheLeadershipHasEnded() throws Exception {
        loop.lead(replica());
        loop.process(List.of(click(0)));
        loop.resign();
        assertThat(loop.isLeader()).isFalse();

        var processed = CompletableFuture.runAsync(() -> loop.process(List.of(click(1))));
        assertThatThrownBy(() -> processed.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        loop.lead(replica());
        processed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(log.view().alerts()).extracting(Alert::count).containsExactly(2L);
    }

    @Test
    void eventsThatWaitFailWhenTheServiceStops() {
        loop.stop(new ShutdownEvent());

        assertThatThrownBy(() -> loop.process(List.of(click(0))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("stopped before the records were processed");
    }

    @Test
    void theReplicaStopsWithTheService() {
        loop.lead(replica());

        loop.stop(new ShutdownEvent());

        await().untilAsserted(() -> assertThat(log.writes()).contains("closed"));
        assertThat(loop.isLeader()).isFalse();
    }

    private ActiveReplica replica() {
        return DefaultReplica.create(log, new MutableClock(NOW));
    }

    private static ReceivedEvent click(long offset) {
        var click = new Click(
                "desktop", NOW.toEpochMilli(), "Title", "NL", 0, "linux", "https://site.example/x", 0, "firefox");
        return new ReceivedEvent(new ForbiddenClick(click, "/x", "/x", NOW), new RecordPosition(0, offset), NOW);
    }
}
