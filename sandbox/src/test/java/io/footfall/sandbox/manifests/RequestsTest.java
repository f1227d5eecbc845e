package io.footfall.sandbox.manifests;

import static io.footfall.sandbox.manifests.RenderedManifests.BASE;
import static io.footfall.sandbox.manifests.RenderedManifests.GRAFANA;
import static io.footfall.sandbox.manifests.RenderedManifests.MINE;
import static io.footfall.sandbox.manifests.RenderedManifests.PRODUCTION;
import static io.footfall.sandbox.manifests.RenderedManifests.PRODUCTION_REPLAY;
import static io.footfall.sandbox.manifests.RenderedManifests.REPLAY;
import static io.footfall.sandbox.manifests.RenderedManifests.SIZED;
import static io.footfall.sandbox.manifests.RenderedManifests.SWITCHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pods request fits a small node, and is what docs/operate.md says. */
class RequestsTest {
    private static final int NODE_CPU = 2_000;
    /** The most that the system's own pods of kind and minikube request, with a network plug-in. */
    private static final int SYSTEM_CPU = 950;

    private static final int NODE_MEMORY = 4 * 1024;
    private static final int SYSTEM_MEMORY = 400;

    @ParameterizedTest
    @ValueSource(strings = {BASE, GRAFANA, MINE})
    void theBaseRequestsLittle(String target) {
        var requests = PodRequests.of(RenderedManifests.of(target));

        assertThat(requests.cpu()).isLessThanOrEqualTo(600);
        assertThat(requests.memory()).isLessThanOrEqualTo(2_560);
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, GRAFANA, MINE, REPLAY, SWITCHED})
    void aRollOutOfEverythingStartsItsPodsOnANodeWithTwoCores(String target) {
        var manifests = RenderedManifests.of(target);
        var all = PodRequests.of(manifests).plus(PodRequests.ofRollOut(manifests));

        assertThat(SYSTEM_CPU + all.cpu()).isLessThanOrEqualTo(NODE_CPU);
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, GRAFANA, MINE, REPLAY, SWITCHED})
    void everyPodOfARollOutHasRoomOnANodeOfFourGibibytes(String target) {
        var manifests = RenderedManifests.of(target);
        var largest = manifests.workloads().stream()
                .filter(workload -> workload.object() instanceof Deployment)
                .mapToInt(workload -> PodRequests.of(workload).memory())
                .max()
                .orElseThrow();

        assertThat(SYSTEM_MEMORY + PodRequests.of(manifests).memory() + largest).isLessThanOrEqualTo(NODE_MEMORY);
    }

    /** The sums above are wrong if a deployment has a strategy of its own. */
    @ParameterizedTest
    @MethodSource("io.footfall.sandbox.manifests.ManifestsTest#targets")
    void deploymentsAreRolledOutAsKubernetesDoesByDefault(String target) {
        assertThat(RenderedManifests.of(target).all(Deployment.class))
                .isNotEmpty()
                .allSatisfy(deployment ->
                        assertThat(deployment.getSpec().getStrategy()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, GRAFANA, REPLAY, SWITCHED, PRODUCTION, PRODUCTION_REPLAY})
    void theSumsAreDocumented(String target) throws IOException {
        var manifests = RenderedManifests.of(target);
        var all = PodRequests.of(manifests);
        var name = target.equals(BASE) ? "k8s" : target;

        assertThat(rows())
                .contains(List.of(
                        "`" + name + "`",
                        cores(all.cpu()),
                        all.memory() + " MiB",
                        cores(PodRequests.ofRollOut(manifests).cpu())));
    }

    @ParameterizedTest
    @CsvSource({
        "ingest, ingest",
        "processor, processor",
        "'alerts, dashboard', alerts",
        "'alerts, dashboard', dashboard",
        "Kafka of the base, kafka",
        "InfluxDB of the base, influxdb",
        "Grafana, grafana"
    })
    void requestsAndLimitsAreThoseOfTheDocumentation(String row, String workload) throws IOException {
        var documented = rows().stream()
                .filter(cells -> cells.get(0).equals(row))
                .findFirst()
                .orElseThrow();
        var container =
                RenderedManifests.of(GRAFANA).workload(workload).containers().get(0);
        var limits = container.getResources().getLimits();

        assertThat(documented.get(1)).isEqualTo(text(PodRequests.of(container)));
        assertThat(documented.get(3)).isEqualTo(text(PodRequests.of(limits.get("cpu"), limits.get("memory"))));
        if (!documented.get(2).isEmpty()) {
            assertThat(documented.get(2)).isEqualTo(text(PodRequests.of(inProduction(workload))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "processor", "alerts", "dashboard"})
    void theComponentOfRequestsGivesTheBaseThoseOfProduction(String service) {
        assertThat(PodRequests.of(RenderedManifests.of(SIZED).workload(service)))
                .isEqualTo(PodRequests.of(RenderedManifests.of(PRODUCTION).workload(service)));
    }

    @Test
    void aReplayInProductionRequestsAsMuchAsTheServicesItStandsBeside() {
        var manifests = RenderedManifests.of(PRODUCTION_REPLAY);

        for (var service : List.of("processor", "alerts")) {
            assertThat(PodRequests.of(manifests.workload(service + "-v2")))
                    .isEqualTo(PodRequests.of(manifests.workload(service)));
        }
    }

    private static Container inProduction(String workload) {
        return RenderedManifests.of(PRODUCTION).workload(workload).containers().get(0);
    }

    private static String text(PodRequests requests) {
        return cores(requests.cpu()) + " CPU, " + requests.memory() + " MiB";
    }

    private static String cores(int thousandths) {
        var text = String.format(Locale.ROOT, "%.2f", thousandths / 1000.0);
        return text.replaceFirst("\\.?0+$", "");
    }

    /** Cells of all tables. */
    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "operate.md")).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> List.of(line.substring(2).split(" *\\| *", -1)))
                .map(cells -> cells.subList(0, cells.size() - 1))
                .toList();
    }
}
