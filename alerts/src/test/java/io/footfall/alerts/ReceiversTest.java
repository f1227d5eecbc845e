package io.footfall.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.notify.Receiver;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiversTest {
    @Test
    void everybodyWhoIsSetUpIsToldByDefault() {
        assertThat(receivers(Map.of())).extracting(Receiver::name).containsExactly("mail", "webhook");
    }

    @Test
    void nobodyIsToldWhereNotificationsAreOff() {
        assertThat(receivers(Map.of("footfall.alerts.notify", "false"))).isEmpty();
    }

    private static List<Receiver> receivers(Map<String, String> settings) {
        var setUp = Map.of(
                "footfall.alerts.mail-to", "duty@example.org",
                "footfall.alerts.webhook-url", "https://hook.example/");
        return AlertsWiring.receivers(new SmallRyeConfigBuilder()
                .withMapping(AlertsConfig.class)
                .withSources(
                        new PropertiesConfigSource(settings, "settings", 200),
                        new PropertiesConfigSource(setUp, "set up", 100))
                .build()
                .getConfigMapping(AlertsConfig.class));
    }
}
