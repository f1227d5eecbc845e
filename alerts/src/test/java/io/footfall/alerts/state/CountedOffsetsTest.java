package io.footfall.alerts.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.state.actions.OperatorActions;
import io.footfall.events.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountedOffsetsTest {
    private static final Instant NOW = Instant.parse("2026-11-03T12:00:00Z");

    private final AlertsView view = new AlertsView(new OperatorActions());

    private void put(String fingerprint, String rule, Map<Integer, Long> offsets) {
        var alert = new Alert(
                fingerprint,
                rule,
                Alert.Severity.WARNING,
                Alert.Status.FIRING,
                "summary",
                NOW,
                NOW,
                NOW,
                null,
                1,
                List.of(),
                offsets);
        view.putAlert(fingerprint, Optional.of(alert), NOW);
    }

    @Test
    void offsetsOfDifferentRulesAreThoseOfDifferentTopics() {
        put("a", "forbidden-path", Map.of(0, 5L, 1, 7L));
        put("b", "forbidden-path", Map.of(0, 6L));
        put("c", "probing", Map.of(0, 900L));

        assertThat(view.countedOffsets("forbidden-path")).isEqualTo(Map.of(0, 6L, 1, 7L));
        assertThat(view.countedOffsets("probing")).isEqualTo(Map.of(0, 900L));
        assertThat(view.countedOffsets("flood")).isEmpty();
    }
}
