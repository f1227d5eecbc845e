package io.footfall.events.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsTest {
    private final UnknownSettings unknown = new UnknownSettings();

    @ParameterizedTest
    @CsvSource({
        "FOOTFALL_INGEST_SITE, FOOTFALL_INGEST_SITES",
        "FOOTFALL_INGSET_SITES, FOOTFALL_INGEST_SITES",
        "FOOTFALL_ALERTS_WARMUP, FOOTFALL_ALERTS_WARM_UP",
        "FOOTFALL_ALERTS_RECEIVERS_ONCALL_TYP, FOOTFALL_ALERTS_RECEIVERS_ONCALL_TYPE",
        "FOOTFALL_ALERT_RECEIVERS_ON_CALL_TYPE, FOOTFALL_ALERTS_RECEIVERS_ON_CALL_TYPE",
        "FOOTFALL_USER_ANN, FOOTFALL_USERS_ANN",
        "footfall.ingest.site, footfall.ingest.sites",
        "footfall.alerts.receivers.oncall.typ, footfall.alerts.receivers.oncall.type"
    })
    void aMisspeltSettingIsReportedWithTheOneThatWasMeant(String name, String meant) {
        assertThat(unknown.among(List.of(name))).containsExactly(name + " (did you mean " + meant + "?)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOOTFALL_COLOUR", "footfall.ingest.colour", "FOOTFALL_INGEST_SITES_OF_OURS"})
    void aNameThatIsLikeNoSettingIsReportedAlone(String name) {
        assertThat(unknown.among(List.of(name))).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FOOTFALL_INGEST_SITES",
                "FOOTFALL_DASHBOARD_MAX_STREAMS",
                "FOOTFALL_ALERTS_RECEIVERS_ON_CALL_TYPE",
                "FOOTFALL_USERS_ANN_LEE",
                "FOOTFALL_INGEST_SITES_0_",
                "footfall.ingest.sites[0]",
                "footfall.users.ann",
                "footfall.users.\"ann.lee\"",
                "FOOTFALL_KAFKA_BOOTSTRAP_SERVICE_HOST",
                "FOOTFALL_KAFKA_BOOTSTRAP_SERVICE_PORT_TCP_CLIENTS",
                "FOOTFALL_KAFKA_BOOTSTRAP_PORT",
                "FOOTFALL_KAFKA_BOOTSTRAP_PORT_9091_TCP_ADDR",
                "FOOTFALL_TESTS_WITHOUT",
                "KAFKA_BOOTSTRAP_SERVERS",
                "quarkus.http.port",
                "%dev.footfall.access"
            })
    void settingsOfAllServicesAndNamesOfOthersAreNotReported(String name) {
        assertThat(unknown.among(List.of(name))).isEmpty();
    }

    @Test
    void namesInFilesOfPropertiesAreFoundToo(@TempDir Path directory) throws IOException {
        var users = Files.writeString(
                directory.resolve("users.env"), "# people\nfootfall.user.ann=$2y$12$x\nsmtp.password=a\\\\b\n");
        var receivers =
                Files.writeString(directory.resolve("receivers.env"), "footfall.alerts.publicurl=https://a.example\n");

        var names = UnknownSettings.inFiles(
                users + ", " + receivers + "," + directory.resolve("missing.env") + "," + directory);

        assertThat(names).containsExactlyInAnyOrder("footfall.user.ann", "smtp.password", "footfall.alerts.publicurl");
        assertThat(new UnknownSettings().among(names)).hasSize(2);
    }
}
