package io.footfall.sandbox.manifests;

import static io.footfall.sandbox.manifests.ComposeFile.elements;
import static io.footfall.sandbox.manifests.ComposeFile.texts;
import static io.footfall.sandbox.manifests.RenderedManifests.BASE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.sandbox.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code compose.yaml} starts what the base of the manifests starts, with the same settings, versions and limits. */
class ComposeTest {
    private static final String SETTINGS_OF_SECRETS = "SMALLRYE_CONFIG_\\w*LOCATIONS";
    private static final ComposeFile COMPOSE = ComposeFile.read();

    private final Manifests base = RenderedManifests.of(BASE);

    @Test
    void itHasTheWorkloadsOfTheBaseAndOneThatPreparesVolumes() {
        var names = new TreeSet<>(base.workloads().stream().map(Workload::name).toList());
        names.add("volumes");

        assertThat(COMPOSE.containers().keySet()).containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "influxdb", "ingest", "processor", "alerts", "dashboard"})
    void imagesLimitsAndTheTimeToEndAreThoseOfTheBase(String name) {
        var workload = base.workload(name);
        var container = workload.containers().get(0);
        var limits = container.getResources().getLimits();
        var expected = PodRequests.of(limits.get("cpu"), limits.get("memory"));

        var limit = COMPOSE.container(name).path("deploy").path("resources").path("limits");
        assertThat(COMPOSE.container(name).path("image").asText()).isEqualTo(container.getImage());
        assertThat(limit.path("cpus").asDouble() * 1000).isEqualTo(expected.cpu());
        assertThat(limit.path("memory").asText()).isEqualTo(expected.memory() + "M");
        assertThat(limit.path("pids").asInt()).isPositive();
        assertThat(seconds(COMPOSE.container(name).path("stop_grace_period")))
                .isEqualTo(workload.pod().getTerminationGracePeriodSeconds());
    }

    private static long seconds(JsonNode duration) {
        var text = duration.asText();
        var number = Long.parseLong(text.substring(0, text.length() - 1));
        return text.endsWith("m") ? number * 60 : number;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "processor", "alerts", "dashboard"})
    void settingsOfServicesAreThoseOfTheBase(String name) {
        var workload = base.workload(name);

        assertThat(withoutSecrets(COMPOSE.environment(name)))
                .isEqualTo(
                        withoutSecrets(workload.environment(workload.service().orElseThrow(), base)));
    }

    private static Map<String, String> withoutSecrets(Map<String, String> environment) {
        var settings = new TreeMap<>(environment);
        settings.keySet().removeIf(name -> name.matches(SETTINGS_OF_SECRETS));
        return settings;
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "influxdb"})
    void settingsOfServersAreThoseOfTheBase(String name) {
        var workload = base.workload(name);
        var expected = new TreeMap<>(workload.environment(workload.containers().get(0), base));
        expected.replaceAll((variable, value) ->
                variable.endsWith("_FILE") ? value.replace("/run/secrets/influxdb/", "/tmp/") : value);

        var actual = new TreeMap<>(COMPOSE.environment(name));
        // A pod may write into the directory of the image's default.
        actual.remove("INFLUX_CONFIGS_PATH");
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "processor", "alerts", "dashboard"})
    void aServiceReadsTheSecretsThatTheGeneratorMakesForIt(String name) {
        var settings = ServiceSettings.of(name);

        assertThat(COMPOSE.secrets(name)).hasSize(1).allSatisfy((target, file) -> {
            assertThat(COMPOSE.environment(name)).containsEntry("SMALLRYE_CONFIG_LOCATIONS", "/run/secrets/" + target);
            assertThat(target).endsWith(".properties");
            assertThat(keys(generated(file))).isNotEmpty().allMatch(settings::hasProperty);
        });
    }

    /** Of the copy that has been made for tests. */
    private static Path generated(Path file) {
        return RenderedManifests.directory()
                .resolve(Path.of("..", "k8s")
                        .toAbsolutePath()
                        .normalize()
                        .relativize(file.toAbsolutePath().normalize()));
    }

    private static Set<String> keys(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames();
    }

    @Test
    void noPasswordIsInTheFile() {
        assertThat(COMPOSE.containers().keySet())
                .allSatisfy(name -> assertThat(COMPOSE.environment(name)).allSatisfy((variable, value) -> {
                    if (variable.matches(".*(PASSWORD|TOKEN|SECRET).*")) {
                        assertThat(variable).endsWith("_FILE");
                    }
                }));
    }

    @Test
    void containersHaveNoPrivilegesAndAUserOfTheirOwn() {
        COMPOSE.containers().forEach((name, container) -> {
            assertThat(container.path("read_only").asBoolean()).as(name).isTrue();
            assertThat(texts(container.path("cap_drop"))).as(name).containsExactly("ALL");
            assertThat(texts(container.path("security_opt"))).as(name).containsExactly("no-new-privileges:true");
            assertThat(container.path("privileged").isMissingNode()).as(name).isTrue();
            if (!name.equals("volumes")) {
                assertThat(container.path("user").asText()).as(name).isEqualTo("10001:10001");
                assertThat(container.path("cap_add").isMissingNode()).as(name).isTrue();
            }
        });
        assertThat(texts(COMPOSE.container("volumes").path("cap_add"))).containsExactly("CHOWN");
        assertThat(COMPOSE.container("volumes").path("network_mode").asText()).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "influxdb", "ingest", "processor", "alerts", "dashboard"})
    void aContainerIsRestartedWatchedAndKeepsFewLogs(String name) {
        var container = COMPOSE.container(name);

        assertThat(container.path("restart").asText()).isEqualTo("unless-stopped");
        assertThat(container.path("healthcheck").path("test")).isNotEmpty();
        assertThat(container.path("logging").path("options").path("max-size").asText())
                .isEqualTo("10m");
    }

    /** Nobody publishes these images, so that a name like theirs on a public registry is somebody else's. */
    @ParameterizedTest
    @ValueSource(strings = {"ingest", "processor", "alerts", "dashboard"})
    void imagesThatAreBuiltHereAreNeverPulled(String name) {
        assertThat(COMPOSE.container(name)
                        .path("build")
                        .path("args")
                        .path("SERVICE")
                        .asText())
                .isEqualTo(name);
        assertThat(COMPOSE.container(name).path("pull_policy").asText()).isEqualTo("never");
    }

    /** Podman refuses others, such as the owner. */
    @ParameterizedTest
    @ValueSource(strings = {"kafka", "influxdb", "ingest", "processor", "alerts", "dashboard"})
    void temporaryFileSystemsHaveOptionsThatPodmanKnowsToo(String name) {
        assertThat(texts(COMPOSE.container(name).path("tmpfs")))
                .isNotEmpty()
                .flatExtracting(
                        mount -> List.of(mount.substring(mount.indexOf(':') + 1).split(",")))
                .allMatch(option -> option.matches("exec|mode=1777|size=\\d+m"));
    }

    /** Podman gives a temporary file system the owner and mode of the image's directory, if there is one. */
    @Test
    void influxDbWritesIntoADirectoryThatIsOpenToAllInTheImageToo() {
        assertThat(COMPOSE.environment("influxdb").get("INFLUX_CONFIGS_PATH")).startsWith("/tmp/");
        assertThat(texts(COMPOSE.container("influxdb").path("tmpfs")))
                .anyMatch(mount -> mount.startsWith("/tmp:mode=1777"));
    }

    @Test
    void documentedOverridesNameWhatIsInTheFile() throws IOException {
        var blocks = Pattern.compile("(?ms)^```yaml\n(.*?)^```")
                .matcher(Files.readString(Path.of("..", "docs", "compose.md")))
                .results()
                .map(block -> ComposeFile.parse(block.group(1)))
                .toList();

        assertThat(blocks).hasSizeGreaterThanOrEqualTo(4).allSatisfy(override -> override.containers()
                .forEach((name, container) -> {
                    assertThat(COMPOSE.containers()).containsKey(name);
                    assertThat(texts(container.path("networks"))).allSatisfy(network -> assertThat(
                                    COMPOSE.content().path("networks").has(network))
                            .isTrue());
                    assertThat(override.environment(name).keySet())
                            .allMatch(variable -> ServiceSettings.of(name).hasVariable(variable));
                }));
    }

    /** Where the pod has a volume. A library of the JVM is loaded from /tmp, which Docker forbids by default. */
    @ParameterizedTest
    @ValueSource(strings = {"kafka", "influxdb", "ingest", "processor", "alerts", "dashboard"})
    void aContainerMayWriteWhereItsPodMay(String name) {
        var pod = base.workload(name);
        var container = COMPOSE.container(name);
        var writable = Stream.concat(
                        texts(container.path("tmpfs")).stream().map(mount -> mount.replaceFirst(":.*", "")),
                        elements(container.path("volumes"))
                                .filter(volume -> volume.path("type").asText().equals("volume"))
                                .map(volume -> volume.path("target").asText()))
                .toList();

        assertThat(pod.containers().get(0).getVolumeMounts().stream()
                        .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly())
                                && (pod.isEmptyDirectory(mount.getName()) || pod.isOwnClaim(mount.getName())))
                        .map(mount -> mount.getMountPath()))
                .containsExactlyInAnyOrderElementsOf(writable);
        if (!name.equals("influxdb")) {
            assertThat(texts(container.path("tmpfs")))
                    .singleElement()
                    .asString()
                    .contains("exec");
        }
    }

    /** Docker would give an empty volume the owner of the image's directory, which is not the user of the container. */
    @Test
    void volumesKeepTheOwnerThatTheyWereGiven() {
        assertThat(COMPOSE.content().path("volumes").properties()).hasSize(2);
        for (var server : List.of("kafka", "influxdb")) {
            assertThat(elements(COMPOSE.container(server).path("volumes"))
                            .filter(volume -> volume.path("type").asText().equals("volume")))
                    .singleElement()
                    .satisfies(volume -> assertThat(
                                    volume.path("volume").path("nocopy").asBoolean())
                            .isTrue());
            assertThat(COMPOSE.container(server)
                            .path("depends_on")
                            .path("volumes")
                            .path("condition")
                            .asText())
                    .isEqualTo("service_completed_successfully");
            assertThat(texts(COMPOSE.container("volumes").path("volumes"))).contains(server + ":/" + server);
            assertThat(texts(COMPOSE.container("volumes").path("entrypoint"))).contains("/" + server);
        }
    }

    @Test
    void mountedFilesExist() {
        var mounted = texts(COMPOSE.container("kafka").path("volumes")).stream()
                .filter(volume -> volume.startsWith("."))
                .map(volume -> ComposeFile.DIRECTORY.resolve(volume.replaceFirst(":.*", "")))
                .toList();

        assertThat(mounted).hasSize(2).allSatisfy(file -> assertThat(file).isRegularFile());
        assertThat(COMPOSE.container("kafka").path("entrypoint").toString())
                .contains("/etc/footfall/server.properties");
    }

    @Test
    void onlyPortsOfServicesArePublishedAndOnlyForThisMachine() {
        assertThat(COMPOSE.containers().keySet())
                .filteredOn(name -> COMPOSE.container(name).has("ports"))
                .containsExactlyInAnyOrder("ingest", "alerts", "dashboard")
                .allSatisfy(name -> {
                    var port = ServiceSettings.of(name).value("quarkus.http.port");
                    assertThat(texts(COMPOSE.container(name).path("ports")))
                            .containsExactly("127.0.0.1:" + port + ":" + port);
                });
    }

    /** Who shares a network with whom is what network policies allow; these networks lead nowhere else. */
    @ParameterizedTest
    @ValueSource(strings = {"kafka", "influxdb"})
    void aServerIsReachedByTheServicesThatNeedItAlone(String server) {
        var members = new TreeSet<>(COMPOSE.containers().keySet());
        members.removeIf(
                name -> !texts(COMPOSE.container(name).path("networks")).contains(server));
        var expected = new TreeSet<>(Set.of(server));
        Arrows.of(base).stream()
                .filter(arrow -> arrow.contains(" -> " + server + ":"))
                .forEach(arrow -> expected.add(arrow.substring(0, arrow.indexOf(' '))));

        assertThat(members).isEqualTo(expected);
        assertThat(texts(COMPOSE.container(server).path("networks"))).containsExactly(server);
        assertThat(COMPOSE.content()
                        .path("networks")
                        .path(server)
                        .path("internal")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "processor", "alerts", "dashboard"})
    void theHealthCheckIsHealthyOnlyIfTheManagementInterfaceAnswers200(String name) throws Exception {
        var port = ServiceSettings.of(name).value("quarkus.management.port");

        assertThat(health(name, port, "HTTP/1.0 200 OK")).isZero();
        assertThat(health(name, port, "HTTP/1.0 503 Service Unavailable")).isNotZero();
        assertThat(check(name, port, FreePorts.take(1).get(0)).waitFor()).isNotZero();
    }

    /** The status of the health check if the management interface answers like this. */
    private static int health(String name, String port, String answer) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var check = check(name, port, server.getLocalPort());
            try (var connection = server.accept()) {
                var request = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
                assertThat(request.readLine()).isEqualTo("GET /q/health/ready HTTP/1.0");
                connection.getOutputStream().write((answer + "\r\n\r\n").getBytes(US_ASCII));
                return check.waitFor();
            }
        }
    }

    /** Starts the command of the health check with another port. */
    private static Process check(String name, String port, int other) throws IOException {
        var command = texts(COMPOSE.container(name).path("healthcheck").path("test"));
        assertThat(command.subList(0, 3)).containsExactly("CMD", "bash", "-c");
        assertThat(command.get(3)).contains("/dev/tcp/127.0.0.1/" + port + " ");
        return new ProcessBuilder(
                        "bash",
                        "-c",
                        command.get(3)
                                .replace("/" + port + " ", "/" + other + " ")
                                .replace("$$", "$"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void influxdbGetsEachSecretInAFile(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("secrets"), "influxdb.token=abc\ninfluxdb.password=x=y\n");
        var secrets = directory.resolve("secrets").toString();
        var script = texts(COMPOSE.container("influxdb").path("entrypoint"))
                .get(2)
                .replace("/tmp/", directory + "/")
                .replace("/run/secrets/influxdb.properties", secrets)
                .replace("exec /entrypoint.sh influxd", "")
                .replace("$$", "$");

        assertThat(new ProcessBuilder("bash", "-ec", script).inheritIO().start().waitFor())
                .isZero();

        assertThat(directory.resolve("influxdb.token")).hasContent("abc");
        assertThat(directory.resolve("influxdb.password")).hasContent("x=y");
    }
}
