package io.footfall.alerts.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.scenarios.Scenario.Expected;
import io.footfall.alerts.scenarios.ScenarioRun.WrittenAlert;
import io.footfall.events.Alert.Status;
import io.footfall.testing.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which alerts each scenario causes, with the default settings. */
class ScenarioTest {
    static List<String> scenarios() throws IOException {
        try (var files = Files.list(Path.of("src", "test", "resources", "scenarios"))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aScenarioCausesExactlyTheExpectedAlerts(String name) throws IOException {
        var scenario = Scenario.read(Path.of("src", "test", "resources", "scenarios", name + ".json"));
        if (scenario.recorded()) {
            Requirement.RECORDED_CLICKS.require();
        }

        var written = new ScenarioRun(
                        scenario, scenario.recorded() ? new RecordedClicks() : new SimulatedClicks(scenario))
                .run();

        assertThat(written).as(scenario.says()).hasSameSizeAs(scenario.alerts());
        for (var i = 0; i < written.size(); i++) {
            check(scenario, written.get(i), scenario.alerts().get(i));
        }
    }

    private static void check(Scenario scenario, WrittenAlert written, Expected expected) {
        var alert = written.alert();
        assertThat(alert.rule()).as(scenario.says()).isEqualTo(expected.rule());
        assertThat(alert.severity()).as(scenario.says()).isEqualTo(expected.severity());
        assertThat(written.summaries().get(expected.severity()))
                .as(scenario.says())
                .contains(expected.says());
        assertThat(written.seconds().get(expected.severity()))
                .as("second of: %s", scenario.says())
                .isBetween(expected.from(), expected.from() + expected.within());
        assertThat(alert.status() == Status.RESOLVED)
                .as("whether it is resolved at the end: %s", scenario.says())
                .isEqualTo(expected.resolved());
    }
}
