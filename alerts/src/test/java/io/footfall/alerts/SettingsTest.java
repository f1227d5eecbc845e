package io.footfall.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.alerts.rules.RulesConfig;
import io.footfall.events.Alert.Severity;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void receiversCanBeConfiguredByEnvironmentVariables() {
        var config = environment(Map.of(
                "FOOTFALL_ALERTS_RECEIVERS_ONCALL_TYPE", "mail",
                "FOOTFALL_ALERTS_RECEIVERS_ONCALL_TO", "ann@example.org,bob@example.org",
                "FOOTFALL_ALERTS_RECEIVERS_ONCALL_SEVERITY", "CRITICAL",
                "FOOTFALL_ALERTS_RECEIVERS_ONCALL_RULES", "flood",
                "FOOTFALL_ALERTS_REPEAT_INTERVAL", "PT1H"));

        assertThat(config.repeatInterval()).hasHours(1);
        assertThat(config.receivers()).containsOnlyKeys("oncall");
        var oncall = config.receivers().get("oncall");
        assertThat(oncall.type()).isEqualTo(AlertsConfig.Type.MAIL);
        assertThat(oncall.to()).contains(List.of("ann@example.org", "bob@example.org"));
        assertThat(oncall.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(oncall.rules()).contains(Set.of("flood"));
    }

    @Test
    void aReceiverWithAnUnderscoreInAVariableIsRefused() {
        var variables = Map.of(
                "FOOTFALL_ALERTS_RECEIVERS_ON_CALL_TYPE", "mail",
                "FOOTFALL_ALERTS_RECEIVERS_ON_CALL_TO", "ann@example.org");
        var receivers = environment(variables).receivers().keySet();

        assertThatThrownBy(() -> ReceiverVariables.check(variables.keySet(), receivers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("FOOTFALL_ALERTS_RECEIVERS_ON_CALL_(TYPE|TO) sets up no receiver: in environment"
                        + " variables its name must be letters and digits, such as"
                        + " FOOTFALL_ALERTS_RECEIVERS_ONCALL_(TYPE|TO)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ON_CALL", "ON__CALL", "A_B_C", "ONCALL_URL_X"})
    void anyNameWithAnUnderscoreInAVariableIsRefused(String name) {
        var variables = Map.of(
                "FOOTFALL_ALERTS_RECEIVERS_" + name + "_TYPE", "slack",
                "FOOTFALL_ALERTS_RECEIVERS_" + name + "_URL", "https://hooks.example/",
                "FOOTFALL_ALERTS_RECEIVERS_" + name + "_AUTHORIZATION", "Bearer secret");
        var receivers = environment(variables).receivers().keySet();

        assertThatThrownBy(() -> ReceiverVariables.check(variables.keySet(), receivers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        " sets up no receiver: in environment variables its name must be letters and digits")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aVariableMayChangeAReceiverWhoseNameHasADash() {
        var variables = Map.of("FOOTFALL_ALERTS_RECEIVERS_ON_CALL_TO", "bob@example.org");
        var config = builder()
                .withSources(
                        new PropertiesConfigSource(
                                Map.of(
                                        "footfall.alerts.receivers.on-call.type", "mail",
                                        "footfall.alerts.receivers.on-call.to", "ann@example.org"),
                                "file",
                                100),
                        new EnvConfigSource(variables, 300))
                .build()
                .getConfigMapping(AlertsConfig.class);

        assertThat(config.receivers().get("on-call").to()).contains(List.of("bob@example.org"));
        assertThatCode(() -> ReceiverVariables.check(
                        variables.keySet(), config.receivers().keySet()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    resolve-timeout             | PT-5S         | is PT-5S: must be at least 1 s
                    group-wait                  | PT-1S         | is PT-1S: must be at least 0 ms
                    repeat-interval             | PT0S          | is PT0S: must be at least 1 s
                    repeat-interval             | P999999999D   | is PT23999999976H: must be at most 36500 days
                    warm-up                     | PT-1H         | is PT-1H: must be at least 0 ms
                    max-alerts                  | 0             | is 0: must be at least 1
                    max-evidence                | 101           | is 101: must be at most 100
                    delivery.attempt-timeout    | PT10M         | is PT10M: must be at most 5 minutes
                    delivery.attempt-timeout    | PT0.01S       | is PT0.01S: must be at least 100 ms
                    delivery.max-pending        | -1            | is -1: must be at least 1
                    rules.flood.ratio           | 1.5           | is 1.5: must be at most 1
                    rules.flood.min-clicks      | -3            | is -3: must be at least 1
                    rules.flood.max-clicks      | -3            | is -3: must be at least 1
                    rules.silence.after         | PT-10M        | is PT-10M: must be at least 1 s
                    rules.silence.after         | P999999999D   | is PT23999999976H: must be at most 36500 days
                    """)
    void aValueThatIsNotAllowedIsRefusedWithSettingValueAndWhatIsAllowed(String key, String value, String message) {
        var setting = "footfall.alerts." + key;

        assertThatThrownBy(() -> properties(Map.of(setting, value)))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(setting + " " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rules.flood.extreme    | 1.5   | rules.flood.extreme is 1.5: must be at least footfall.alerts.rules.flood.factor, which is 2.0
                    rules.flood.max-clicks | 200   | rules.flood.max-clicks is 200: must be at least footfall.alerts.rules.flood.min-clicks, which is 300
                    group-wait             | PT5H  | repeat-interval is PT4H: must be at least footfall.alerts.group-wait, which is PT5H
                    """)
    void settingsThatContradictEachOtherAreRefused(String key, String value, String message) {
        assertThatThrownBy(() -> check(Map.of("footfall.alerts." + key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("footfall.alerts." + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alerts.example",
                "alerts.example:8082",
                "/alerts",
                "ftp://alerts.example",
                "https:///alerts",
                "https://alerts.example:port"
            })
    void aPublicUrlThatIsNoneIsRefusedByName(String url) {
        assertThatThrownBy(() -> check(Map.of("footfall.alerts.public-url", url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("footfall.alerts.public-url must be an absolute https or http URL,"
                        + " such as https://host.example:8443/path");
    }

    /** A path is appended to it. */
    @ParameterizedTest
    @ValueSource(strings = {"https://alerts.example/?site=1", "https://alerts.example/#list"})
    void aPublicUrlWithAQueryOrFragmentIsRefusedByName(String url) {
        assertThatThrownBy(() -> check(Map.of("footfall.alerts.public-url", url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("footfall.alerts.public-url must end with a host or path: it has a '?' or '#'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://alerts",
                "HTTPS://alerts.example/footfall/",
                "http://my_host:8082",
                "https://müller.example",
                "http://[::1]:8082",
                ""
            })
    void aPublicUrlOrNoneIsTaken(String url) {
        assertThatCode(() -> check(Map.of("footfall.alerts.public-url", url))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "mail, url, https://hooks.example/",
        "mail, secrets, MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "mail, authorization, Bearer abc",
        "mail, allow-insecure, false",
        "slack, to, ann@example.org",
        "webhook, from, ann@example.org",
        "alertmanager, to, ann@example.org"
    })
    void aSettingThatAReceiverDoesNotUseIsRefusedByName(String type, String key, String value) {
        var setting = "footfall.alerts.receivers.oncall.";
        var receiver = properties(Map.of(setting + "type", type, setting + key, value))
                .getConfigMapping(AlertsConfig.class)
                .receivers()
                .get("oncall");

        assertThatThrownBy(() -> UnusedSettings.check("footfall.alerts.receivers.oncall", receiver))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(setting + key + " is set, but a receiver of type " + type + " does not use it");
    }

    @ParameterizedTest
    @CsvSource({
        "mail, to, ann@example.org",
        "mail, from, ann@example.org",
        "slack, url, https://hooks.example/",
        "slack, rules, flood"
    })
    void aSettingThatAReceiverUsesIsTaken(String type, String key, String value) {
        var setting = "footfall.alerts.receivers.oncall.";
        var receiver = properties(Map.of(setting + "type", type, setting + key, value, setting + "secrets", ""))
                .getConfigMapping(AlertsConfig.class)
                .receivers()
                .get("oncall");

        assertThatCode(() -> UnusedSettings.check("footfall.alerts.receivers.oncall", receiver))
                .doesNotThrowAnyException();
    }

    @Test
    void theDefaultsDoNotContradictEachOther() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    }

    private static void check(Map<String, String> settings) {
        var config = properties(settings);
        AlertsSettingsCheck.check(
                config.getConfigMapping(AlertsConfig.class), config.getConfigMapping(RulesConfig.class));
    }

    private static AlertsConfig environment(Map<String, String> variables) {
        return builder()
                .withSources(new EnvConfigSource(variables, 300))
                .build()
                .getConfigMapping(AlertsConfig.class);
    }

    private static SmallRyeConfig properties(Map<String, String> settings) {
        return builder()
                .withMapping(RulesConfig.class)
                .withSources(new PropertiesConfigSource(settings, "file", 100))
                .build();
    }

    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder().withMapping(AlertsConfig.class).withValidator((BeanValidationConfigValidator)
                () -> VALIDATOR);
    }
}
