package io.footfall.sandbox.manifests;

import static io.footfall.sandbox.manifests.RenderedManifests.BASE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.testing.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Units of systemd are valid, hardened, and have the settings and limits of the manifests. */
class SystemdTest {
    private static final List<String> SERVICES = List.of("ingest", "processor", "alerts", "dashboard");
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for (\\S+): ([\\d.]+)");
    private static final double MOST_EXPOSED = 2.5;

    @Test
    void systemdFindsNoMistake(@TempDir Path directory) throws IOException {
        var analyze = Requirement.SYSTEMD.require().toString();
        SystemdUnits.copy(directory);

        for (var unit : SystemdUnits.services(directory)) {
            assertThat(output(List.of(analyze, "verify", unit.toString()))).isEmpty();
        }
        assertThat(output(List.of(
                        analyze, "verify", directory.resolve("footfall.target").toString())))
                .isEmpty();
    }

    @Test
    void unitsAreHardened(@TempDir Path directory) throws IOException {
        var analyze = Requirement.SYSTEMD.require().toString();
        SystemdUnits.copy(directory);

        assertThat(SystemdUnits.services(directory)).hasSize(5).allSatisfy(unit -> {
            var security = output(List.of(analyze, "security", "--offline=true", "--no-pager", unit.toString()));
            var exposure = EXPOSURE.matcher(security);
            assertThat(exposure.find()).as(security).isTrue();
            assertThat(Double.parseDouble(exposure.group(2))).as(security).isLessThan(MOST_EXPOSED);
        });
    }

    @Test
    void settingsAreThoseOfTheBaseOnOneMachine() throws IOException {
        var base = RenderedManifests.of(BASE);
        var expected = new TreeMap<String, String>();
        for (var service : SERVICES) {
            var workload = base.workload(service);
            expected.putAll(workload.environment(workload.service().orElseThrow(), base));
        }
        expected.remove("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS");
        // Its default, where all services share their settings.
        expected.remove("FOOTFALL_PROCESSOR_SITES", expected.get("FOOTFALL_INGEST_SITES"));
        expected.put("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");
        expected.put("INFLUXDB_URL", "http://localhost:8086");
        expected.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        expected.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");

        assertThat(new TreeMap<>(SystemdUnits.settings())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "processor", "alerts", "dashboard", "kafka"})
    void limitsAndTheTimeToEndAreThoseOfTheBase(String name) throws IOException {
        var workload = RenderedManifests.of(BASE).workload(name);
        var limits = workload.containers().get(0).getResources().getLimits();
        var expected = PodRequests.of(limits.get("cpu"), limits.get("memory"));
        var unit = "footfall-" + name + ".service";

        assertThat(SystemdUnits.values(unit, "MemoryMax")).containsExactly(expected.memory() + "M");
        assertThat(SystemdUnits.values(unit, "CPUQuota")).containsExactly(expected.cpu() / 10 + "%");
        assertThat(SystemdUnits.values(unit, "TimeoutStopSec"))
                .containsExactly(workload.pod().getTerminationGracePeriodSeconds() + "s");
    }

    /** The file that the generator makes for the service, under another name: only of {@code .properties} it is read. */
    @ParameterizedTest
    @CsvSource({"ingest, ingest", "processor, influxdb", "alerts, alerts", "dashboard, dashboard"})
    void aServiceReadsItsSecretsFromACredential(String service, String secret) throws IOException {
        var unit = "footfall-" + service + ".service";

        assertThat(SystemdUnits.values(unit, "LoadCredential"))
                .containsExactly("secrets.properties:/etc/footfall/secrets/" + secret + ".env");
        assertThat(SystemdUnits.values(unit, "Environment"))
                .containsExactly("SMALLRYE_CONFIG_LOCATIONS=%d/secrets.properties");
        assertThat(RenderedManifests.directory().resolve(Path.of("secrets", "generated", secret + ".env")))
                .exists();
    }

    @Test
    void theBrokerHasTheSettingsOfTheBaseAtTheAddressThatServicesUse() throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("..", "k8s", "base", "server.properties"))) {
            properties.load(reader);
        }
        var start = SystemdUnits.values("footfall-kafka.service", "ExecStart").get(0);

        var state =
                SystemdUnits.values("footfall-kafka.service", "StateDirectory").get(0);
        assertThat(properties.getProperty("log.dirs")).isEqualTo("/var/lib/" + state + "/log");
        assertThat(SystemdUnits.values("footfall-kafka.service", "ExecStartPre").get(0))
                .contains(properties.getProperty("log.dirs") + "/meta.properties");
        assertThat(start)
                .contains("advertised.listeners=CLIENTS://"
                        + SystemdUnits.settings().get("KAFKA_BOOTSTRAP_SERVERS"))
                .contains("listeners="
                        + properties.getProperty("listeners").replace("CLIENTS://:", "CLIENTS://localhost:"));
    }

    @Test
    void theTargetStartsAndStopsTheFourServices() throws IOException {
        for (var service : SERVICES) {
            var unit = "footfall-" + service + ".service";
            assertThat(SystemdUnits.values(unit, "PartOf")).containsExactly("footfall.target");
            assertThat(SystemdUnits.values(unit, "WantedBy")).containsExactly("footfall.target");
        }
    }

    private static String output(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    }
}
