package io.footfall.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.footfall.alerts.rules.Rehearsal.Told;
import io.footfall.alerts.rules.Scenario.Expected;
import io.footfall.events.Alert.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people would be told in each scenario, with the rules as they are without any settings. */
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
    void peopleAreToldWhatTheyShouldBeAndNothingElse(String name) throws IOException {
        var scenario = Scenario.read(Path.of("src", "test", "resources", "scenarios", name + ".json"));
        assumeTrue(
                !scenario.recorded() || Files.exists(RecordedClicks.FILE),
                () -> "The recorded clicks are not there (" + RecordedClicks.FILE + "): nothing is tried with them");

        var told = new Rehearsal(scenario, scenario.recorded() ? new RecordedClicks() : new SimulatedClicks(scenario))
                .run();

        assertThat(told).as(scenario.says()).hasSameSizeAs(scenario.alerts());
        for (var i = 0; i < told.size(); i++) {
            check(scenario, told.get(i), scenario.alerts().get(i));
        }
    }

    private static void check(Scenario scenario, Told told, Expected expected) {
        var alert = told.alert();
        assertThat(alert.rule()).as(scenario.says()).isEqualTo(expected.rule());
        assertThat(alert.severity()).as(scenario.says()).isEqualTo(expected.severity());
        assertThat(told.summaries().get(expected.severity()))
                .as(scenario.says())
                .contains(expected.says());
        assertThat(told.seconds().get(expected.severity()))
                .as("second of: %s", scenario.says())
                .isBetween(expected.from(), expected.from() + expected.within());
        assertThat(alert.status() == Status.RESOLVED)
                .as("whether it is over in the end: %s", scenario.says())
                .isEqualTo(expected.resolved());
    }
}
