package io.footfall.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Alert.Severity;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void receiversCanBeConfiguredByEnvironmentVariables() {
        var config = new SmallRyeConfigBuilder()
                .withMapping(AlertsConfig.class)
                .withSources(new EnvConfigSource(
                        Map.of(
                                "FOOTFALL_ALERTS_RECEIVERS_ONCALL_TYPE", "mail",
                                "FOOTFALL_ALERTS_RECEIVERS_ONCALL_TO", "ann@example.org,bob@example.org",
                                "FOOTFALL_ALERTS_RECEIVERS_ONCALL_SEVERITY", "CRITICAL",
                                "FOOTFALL_ALERTS_RECEIVERS_ONCALL_RULES", "flood",
                                "FOOTFALL_ALERTS_REPEAT_INTERVAL", "PT1H"),
                        300))
                .build()
                .getConfigMapping(AlertsConfig.class);

        assertThat(config.repeatInterval()).hasHours(1);
        assertThat(config.receivers()).containsOnlyKeys("oncall");
        var oncall = config.receivers().get("oncall");
        assertThat(oncall.type()).isEqualTo(AlertsConfig.Type.MAIL);
        assertThat(oncall.to()).contains(List.of("ann@example.org", "bob@example.org"));
        assertThat(oncall.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(oncall.rules()).contains(Set.of("flood"));
    }
}
