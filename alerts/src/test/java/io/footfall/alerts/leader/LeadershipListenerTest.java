package io.footfall.alerts.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class LeadershipListenerTest {
    private final LeadershipListener listener =
            new LeadershipListener(new LeaderLoop(() -> {}), null, null, null, null, null, null, null, null);

    @Test
    void aReplicaIsReadyOnceItStandsBy() {
        assertThat(listener.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);

        listener.onPartitionsAssigned(null, List.of());

        assertThat(listener.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }
}
