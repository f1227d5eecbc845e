package io.footfall.sandbox.manifests;

import static io.footfall.sandbox.manifests.RenderedManifests.BASE;
import static io.footfall.sandbox.manifests.RenderedManifests.GRAFANA;
import static io.footfall.sandbox.manifests.RenderedManifests.MANAGED;
import static io.footfall.sandbox.manifests.RenderedManifests.MINE;
import static io.footfall.sandbox.manifests.RenderedManifests.OTHER_DNS;
import static io.footfall.sandbox.manifests.RenderedManifests.PRODUCTION;
import static io.footfall.sandbox.manifests.RenderedManifests.PRODUCTION_REPLAY;
import static io.footfall.sandbox.manifests.RenderedManifests.REPLAY;
import static io.footfall.sandbox.manifests.RenderedManifests.SIZED;
import static io.footfall.sandbox.manifests.RenderedManifests.SWITCHED;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Network policies allow the connections of the architecture and no others, in every directory that can be applied. */
class ArrowsTest {
    @ParameterizedTest
    @MethodSource("io.footfall.sandbox.manifests.ManifestsTest#targets")
    void connectionsThatNoPolicyAllowsAreForbidden(String target) {
        assertThat(RenderedManifests.of(target).all(NetworkPolicy.class)).anySatisfy(policy -> {
            assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEmpty();
            assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
            assertThat(policy.getSpec().getIngress()).isEmpty();
            assertThat(policy.getSpec().getEgress()).isEmpty();
        });
    }

    @Test
    void connectionsOfTheBaseAreTheArrowsOfTheArchitecture() {
        assertThat(withoutNames(BASE))
                .containsExactlyInAnyOrder(
                        "proxy -> ingest:8080",
                        "proxy -> dashboard:8083",
                        "ingest -> kafka:9092",
                        "processor -> kafka:9092",
                        "alerts -> kafka:9092",
                        "dashboard -> kafka:9092",
                        "processor -> influxdb:8086",
                        "alerts -> anywhere:443",
                        "alerts -> anywhere:465",
                        "alerts -> anywhere:587");
    }

    @Test
    void aReplayAddsTheConnectionsOfItsOwnServices() {
        assertThat(added(REPLAY, BASE))
                .containsExactlyInAnyOrder(
                        "processor-v2 -> kafka:9092",
                        "processor-v2 -> influxdb:8086",
                        "alerts-v2 -> kafka:9092",
                        "alerts-v2 -> anywhere:443",
                        "alerts-v2 -> anywhere:465",
                        "alerts-v2 -> anywhere:587");
        assertThat(added(SWITCHED, REPLAY)).isEmpty();
    }

    @Test
    void grafanaReachesOnlyTheStore() {
        assertThat(added(GRAFANA, BASE)).containsExactly("grafana -> influxdb:8086");
    }

    @Test
    void connectionsOfProductionAreTheArrowsOfTheArchitectureAndOfItsOperators() {
        assertThat(withoutNames(PRODUCTION))
                .containsExactlyInAnyOrder(
                        "proxy -> ingest:8080",
                        "proxy -> dashboard:8083",
                        "proxy -> alerts:8082",
                        "monitoring -> ingest:8090",
                        "monitoring -> processor:8091",
                        "monitoring -> alerts:8092",
                        "monitoring -> dashboard:8093",
                        "ingest -> footfall+footfall-kafka:9093",
                        "processor -> footfall+footfall-kafka:9093",
                        "alerts -> footfall+footfall-kafka:9093",
                        "dashboard -> footfall+footfall-kafka:9093",
                        "processor -> anywhere:443",
                        "dashboard -> anywhere:443",
                        "alerts -> anywhere:443",
                        "alerts -> anywhere:465",
                        "alerts -> anywhere:587");
    }

    @Test
    void aReplayInProductionAddsTheConnectionsOfItsOwnServices() {
        assertThat(added(PRODUCTION_REPLAY, PRODUCTION))
                .containsExactlyInAnyOrder(
                        "monitoring -> processor-v2:8091",
                        "monitoring -> alerts-v2:8092",
                        "processor-v2 -> footfall+footfall-kafka:9093",
                        "alerts-v2 -> footfall+footfall-kafka:9093",
                        "processor-v2 -> anywhere:443",
                        "alerts-v2 -> anywhere:443",
                        "alerts-v2 -> anywhere:465",
                        "alerts-v2 -> anywhere:587");
    }

    @Test
    void theComponentOfReceiversAddsTheirPortsOnly() {
        assertThat(added(MINE, BASE))
                .containsExactlyInAnyOrder(
                        "alerts -> monitoring:9093",
                        "alerts -> anywhere:25",
                        "alerts -> anywhere:8065",
                        "alerts -> anywhere:9093");
    }

    @Test
    void theComponentOfAManagedKafkaAddsItsPortsForAllServices() {
        var manifests = RenderedManifests.of(MANAGED);
        var allowed = Arrows.of(manifests);

        assertThat(manifests.workloads()).hasSize(4).allSatisfy(service -> {
            assertThat(allowed).contains(service.name() + " -> kafka:9092");
            assertThat(bootstrapPorts(service, manifests)).isNotEmpty().allSatisfy(port -> assertThat(allowed)
                    .contains(service.name() + " -> anywhere:" + port));
        });
        assertThat(allowed)
                .filteredOn(arrow -> arrow.startsWith("ingest -> anywhere:"))
                .containsExactly(IntStream.rangeClosed(9092, 9098)
                        .mapToObj(port -> "ingest -> anywhere:" + port)
                        .toArray(String[]::new));
    }

    private static Set<String> bootstrapPorts(Workload service, Manifests manifests) {
        var brokers = service.environment(service.service().orElseThrow(), manifests)
                .get("KAFKA_BOOTSTRAP_SERVERS")
                .split(",");
        return Stream.of(brokers)
                .map(broker -> broker.substring(broker.indexOf(':') + 1))
                .collect(toSet());
    }

    @Test
    void theComponentOfAManagedInfluxdbReplacesTheOneBesideAndLeavesKafkaAlone() {
        var expected = new ArrayList<>(withoutNames(BASE));
        expected.remove("processor -> influxdb:8086");
        expected.add("processor -> anywhere:443");

        assertThat(withoutNames(SIZED)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("io.footfall.sandbox.manifests.ManifestsTest#targets")
    void alertsMayReachThePortOfEachOfItsReceivers(String target) {
        var manifests = RenderedManifests.of(target);
        var allowed = Arrows.of(manifests);

        assertThat(manifests.workloads())
                .filteredOn(workload -> workload.serviceName().equals(Optional.of("alerts")))
                .isNotEmpty()
                .allSatisfy(alerts -> assertThat(receiverPorts(alerts, manifests))
                        .isNotEmpty()
                        .allSatisfy(port -> assertThat(allowed).contains(alerts.name() + " -> anywhere:" + port)));
    }

    /** Of mail servers and URLs in the environment of alerts. URLs in secrets are not in the repository. */
    private static Set<Integer> receiverPorts(Workload alerts, Manifests manifests) {
        var environment = alerts.environment(alerts.service().orElseThrow(), manifests);
        var ports = new TreeSet<Integer>();
        environment.forEach((name, value) -> {
            if (name.matches("FOOTFALL_ALERTS_RECEIVERS_\\w+_TYPE") && value.equals("mail")) {
                ports.add(Integer.valueOf(environment.get("SMTP_PORT")));
            } else if (name.matches("FOOTFALL_ALERTS_RECEIVERS_\\w+_URL")) {
                var url = URI.create(value);
                ports.add(url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80);
            }
        });
        return ports;
    }

    @ParameterizedTest
    @MethodSource("io.footfall.sandbox.manifests.ManifestsTest#targets")
    void everyPodMayAskTheNameServersOfUsualClustersAndNoOthers(String target) {
        var manifests = RenderedManifests.of(target);

        assertThat(manifests.workloads()).allSatisfy(workload -> assertThat(names(manifests, workload))
                .containsExactlyInAnyOrder(
                        "kube-system/kube-dns:53/udp",
                        "kube-system/kube-dns:53",
                        "169.254.20.10/32:53/udp",
                        "169.254.20.10/32:53",
                        "kube-system/node-local-dns:53/udp",
                        "kube-system/node-local-dns:53",
                        "openshift-dns:5353/udp",
                        "openshift-dns:5353"));
    }

    @Test
    void theComponentOfDnsAddsTheAddressOfANameServerForAllPods() {
        var manifests = RenderedManifests.of(OTHER_DNS);

        assertThat(added(OTHER_DNS, BASE)).isEmpty();
        assertThat(manifests.workloads()).allSatisfy(workload -> assertThat(names(manifests, workload))
                .hasSize(10)
                .contains("10.96.0.10/32:53/udp", "10.96.0.10/32:53"));
    }

    private static List<String> names(Manifests manifests, Workload workload) {
        return Arrows.of(manifests).stream()
                .filter(arrow -> arrow.startsWith(workload.name() + " -> ") && isOfNames(arrow))
                .map(arrow -> arrow.substring(arrow.indexOf(" -> ") + 4))
                .toList();
    }

    private static boolean isOfNames(String arrow) {
        return arrow.matches(".*:(53|5353)(/udp)?");
    }

    private static List<String> withoutNames(String target) {
        return Arrows.of(RenderedManifests.of(target)).stream()
                .filter(arrow -> !isOfNames(arrow))
                .toList();
    }

    private static List<String> added(String target, String to) {
        assertThat(withoutNames(target)).containsAll(withoutNames(to));
        return withoutNames(target).stream()
                .filter(arrow -> !withoutNames(to).contains(arrow))
                .toList();
    }
}
