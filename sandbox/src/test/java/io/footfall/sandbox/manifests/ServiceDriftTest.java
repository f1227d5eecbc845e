package io.footfall.sandbox.manifests;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports, probes and settings in manifests are those of the services' code and configuration. */
class ServiceDriftTest {
    private static final Map<String, ServiceSettings> SETTINGS = Stream.of("ingest", "processor", "alerts", "dashboard")
            .collect(toMap(service -> service, ServiceSettings::of));

    @ParameterizedTest
    @MethodSource("io.footfall.sandbox.manifests.ManifestsTest#targets")
    void portsOfContainersAreThoseOfTheServices(String target) {
        var manifests = RenderedManifests.of(target);

        assertThat(services(manifests)).hasSizeGreaterThanOrEqualTo(4).allSatisfy(workload -> {
            var port = Integer.valueOf(settings(workload).value("quarkus.http.port"));
            var managementPort = Integer.valueOf(settings(workload).value("quarkus.management.port"));
            assertThat(workload.service().orElseThrow().getPorts())
                    .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                    .containsExactly(tuple("http", port), tuple("management", managementPort));
            assertThat(manifests.all(Service.class))
                    .filteredOn(service -> service.getMetadata().getName().equals(workload.name()))
                    .flatExtracting(service -> service.getSpec().getPorts())
                    .extracting(found -> found.getPort())
                    .containsExactly(port);
        });
    }

    @ParameterizedTest
    @MethodSource("io.footfall.sandbox.manifests.ManifestsTest#targets")
    void everyProbeUsesItsEndpointOnTheManagementInterface(String target) {
        assertThat(services(RenderedManifests.of(target))).allSatisfy(workload -> {
            var service = workload.service().orElseThrow();
            assertThat(service.getStartupProbe().getHttpGet().getPath()).isEqualTo("/q/health/started");
            assertThat(service.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
            assertThat(service.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
            assertThat(List.of(service.getStartupProbe(), service.getLivenessProbe(), service.getReadinessProbe()))
                    .extracting(probe -> probe.getHttpGet().getPort())
                    .allSatisfy(port -> assertThat(port.getStrVal()).isEqualTo("management"));
        });
    }

    /** Without a value of its own a service has that of Quarkus, half an hour. */
    @ParameterizedTest
    @ValueSource(strings = {"ingest", "processor", "alerts", "dashboard"})
    void idleConnectionsAreKeptLongerThanABalancerKeepsThem(String service) {
        var timeout = Optional.ofNullable(SETTINGS.get(service).value("quarkus.http.idle-timeout"))
                .orElse("30M");

        assertThat(Duration.parse("PT" + timeout)).isGreaterThanOrEqualTo(Duration.ofSeconds(75));
    }

    @Test
    void prometheusScrapesTheManagementInterface() {
        assertThat(RenderedManifests.of(RenderedManifests.PRODUCTION).all(PodMonitor.class))
                .singleElement()
                .satisfies(monitor -> {
                    assertThat(monitor.getSpec().getPodMetricsEndpoints())
                            .singleElement()
                            .satisfies(endpoint -> {
                                assertThat(endpoint.getPort()).isEqualTo("management");
                                assertThat(endpoint.getPath()).isEqualTo("/q/metrics");
                            });
                    assertThat(services(RenderedManifests.of(RenderedManifests.PRODUCTION)))
                            .allSatisfy(workload -> assertThat(
                                            Manifests.selects(monitor.getSpec().getSelector(), workload.labels()))
                                    .isTrue());
                });
    }

    @ParameterizedTest
    @MethodSource("io.footfall.sandbox.manifests.ManifestsTest#targets")
    void everyVariableOfAServiceIsOneOfItsSettings(String target) {
        var manifests = RenderedManifests.of(target);

        assertThat(services(manifests)).allSatisfy(workload -> {
            var environment = workload.environment(workload.service().orElseThrow(), manifests);
            assertThat(environment).hasSizeGreaterThan(2);
            assertThat(environment.keySet())
                    .filteredOn(name -> !settings(workload).hasVariable(name))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("io.footfall.sandbox.manifests.ManifestsTest#targets")
    void everySecretFileOfAServiceIsOneOfItsSettings(String target) {
        var manifests = RenderedManifests.of(target);

        assertThat(services(manifests)).allSatisfy(workload -> {
            assertThat(secretFiles(workload, manifests)).isNotEmpty();
            assertThat(secretFiles(workload, manifests))
                    .filteredOn(name -> !settings(workload).hasProperty(name))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("io.footfall.sandbox.manifests.ManifestsTest#targets")
    void everyFileThatAVariableNamesIsMounted(String target) {
        var manifests = RenderedManifests.of(target);

        assertThat(manifests.workloads())
                .allSatisfy(workload -> assertThat(workload.containers()).allSatisfy(container -> assertThat(
                                workload.environment(container, manifests).values())
                        .filteredOn(value -> value.matches("/run/secrets/\\w+/[^,/]+"))
                        .allSatisfy(value -> assertThat(mountedFiles(workload, container, manifests))
                                .contains(Path.of(value)))));
    }

    private static List<Workload> services(Manifests manifests) {
        return manifests.workloads().stream()
                .filter(workload -> workload.service().isPresent())
                .toList();
    }

    private static ServiceSettings settings(Workload workload) {
        return SETTINGS.get(workload.serviceName().orElseThrow());
    }

    /** Names of the files in directories from which the service reads settings. */
    private static List<String> secretFiles(Workload workload, Manifests manifests) {
        var service = workload.service().orElseThrow();
        var directories = workload.environment(service, manifests).get("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS");
        var files = mountedFiles(workload, service, manifests);

        return Stream.of(directories.split(","))
                .map(Path::of)
                .flatMap(directory -> {
                    var found = files.stream()
                            .filter(file -> file.getParent().equals(directory))
                            .toList();
                    assertThat(found).as("files in %s", directory).isNotEmpty();
                    return found.stream();
                })
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private static List<Path> mountedFiles(Workload workload, Container container, Manifests manifests) {
        return container.getVolumeMounts().stream()
                .filter(mount -> workload.pod().getVolumes().stream()
                        .anyMatch(volume -> volume.getName().equals(mount.getName())))
                .flatMap(mount -> files(volume(workload, mount.getName()), manifests)
                        .map(file -> Path.of(mount.getMountPath(), file)))
                .toList();
    }

    private static Volume volume(Workload workload, String name) {
        return workload.pod().getVolumes().stream()
                .filter(volume -> volume.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> files(Volume volume, Manifests manifests) {
        if (volume.getProjected() != null) {
            return volume.getProjected().getSources().stream()
                    .flatMap(source -> source.getSecret().getItems().stream())
                    .map(item -> item.getPath());
        }
        if (volume.getSecret() == null) {
            return Stream.empty();
        }
        if (!volume.getSecret().getItems().isEmpty()) {
            return volume.getSecret().getItems().stream().map(item -> item.getPath());
        }
        return manifests.secrets().stream()
                .filter(secret ->
                        secret.getMetadata().getName().equals(volume.getSecret().getSecretName()))
                .flatMap(secret -> secret.getData().keySet().stream());
    }
}
