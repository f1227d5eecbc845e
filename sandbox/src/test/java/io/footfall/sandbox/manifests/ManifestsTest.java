package io.footfall.sandbox.manifests;

import static io.footfall.sandbox.manifests.RenderedManifests.BASE;
import static io.footfall.sandbox.manifests.RenderedManifests.GRAFANA;
import static io.footfall.sandbox.manifests.RenderedManifests.MANAGED;
import static io.footfall.sandbox.manifests.RenderedManifests.MINE;
import static io.footfall.sandbox.manifests.RenderedManifests.PRODUCTION;
import static io.footfall.sandbox.manifests.RenderedManifests.PRODUCTION_REPLAY;
import static io.footfall.sandbox.manifests.RenderedManifests.REPLAY;
import static io.footfall.sandbox.manifests.RenderedManifests.SIZED;
import static io.footfall.sandbox.manifests.RenderedManifests.SWITCHED;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.strimzi.api.kafka.model.common.template.ContainerTemplate;
import io.strimzi.api.kafka.model.common.template.PodTemplate;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests are complete, safe and consistent, for every directory that can be applied. */
class ManifestsTest {
    private static final List<String> SERVICES = List.of("ingest", "processor", "alerts", "dashboard");
    private static final Map<String, Integer> SHUTDOWN_SECONDS = SERVICES.stream()
            .collect(toMap(
                    Function.identity(), service -> ServiceSettings.of(service).shutdownSeconds()));

    static Stream<String> targets() {
        return Stream.of(BASE, PRODUCTION, REPLAY, SWITCHED, GRAFANA, PRODUCTION_REPLAY, MINE, MANAGED, SIZED);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyFieldExistsInTheSchemaOfItsKind(String target) {
        assertThat(RenderedManifests.of(target).objects()).hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyPodFollowsThePolicy(String target) {
        var manifests = RenderedManifests.of(target);

        assertThat(manifests.workloads()).extracting(Workload::name).containsAll(SERVICES);
        assertThat(PodPolicy.violations(manifests, SHUTDOWN_SECONDS)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void theNamespaceAllowsOnlyRestrictedPodsAndContainsEverything(String target) {
        var manifests = RenderedManifests.of(target);

        assertThat(manifests.all(Namespace.class)).singleElement().satisfies(namespace -> assertThat(
                        namespace.getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
        assertThat(manifests.objects())
                .filteredOn(object -> !(object instanceof Namespace))
                .extracting(object -> object.getMetadata().getNamespace())
                .containsOnly("footfall");
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, REPLAY, SWITCHED, GRAFANA, MINE, MANAGED, SIZED})
    void theBaseNeedsNoCustomResources(String target) {
        assertThat(RenderedManifests.of(target).objects())
                .extracting(HasMetadata::getApiVersion)
                .containsOnly("v1", "apps/v1", "policy/v1", "networking.k8s.io/v1");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyServiceRoutesToAPortOfAPod(String target) {
        var manifests = RenderedManifests.of(target);

        assertThat(manifests.all(Service.class)).isNotEmpty().allSatisfy(service -> {
            var pods = manifests.workloads().stream()
                    .filter(pod -> pod.labels()
                            .entrySet()
                            .containsAll(service.getSpec().getSelector().entrySet()))
                    .toList();
            assertThat(pods)
                    .extracting(Workload::name)
                    .containsExactly(service.getMetadata().getName());
            assertThat(pods.get(0).containers())
                    .flatExtracting(container -> container.getPorts())
                    .extracting(port -> port.getName())
                    .containsAll(service.getSpec().getPorts().stream()
                            .map(port -> port.getTargetPort().getStrVal())
                            .toList());
        });
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyMountedSecretAndConfigMapExists(String target) {
        var manifests = RenderedManifests.of(target);
        var known = Stream.concat(
                        manifests.objects().stream()
                                .filter(object -> List.of("Secret", "ConfigMap", "KafkaUser")
                                        .contains(object.getKind()))
                                .map(object -> object.getMetadata().getName()),
                        manifests.all(Kafka.class).stream()
                                .map(kafka -> kafka.getMetadata().getName() + "-cluster-ca-cert"))
                .toList();

        assertThat(manifests.workloads()).allSatisfy(workload -> {
            assertThat(mounted(workload)).isSubsetOf(known);
            var volumes = workload.pod().getVolumes().stream().map(volume -> volume.getName());
            var claims = workload.object() instanceof StatefulSet set
                    ? set.getSpec().getVolumeClaimTemplates().stream()
                            .map(claim -> claim.getMetadata().getName())
                    : Stream.<String>empty();
            assertThat(workload.withInit())
                    .flatExtracting(container -> container.getVolumeMounts())
                    .extracting(mount -> mount.getName())
                    .isSubsetOf(Stream.concat(volumes, claims).toList());
        });
    }

    @ParameterizedTest
    @MethodSource("targets")
    void onlyWhatVisitorsReadersAndOperatorsNeedIsReachableFromOutside(String target) throws IOException {
        var paths = RenderedManifests.of(target).all(Ingress.class).stream()
                .flatMap(ingress -> ingress.getSpec().getRules().stream())
                .flatMap(rule -> rule.getHttp().getPaths().stream())
                .map(path -> path.getBackend().getService().getName() + " " + path.getPathType() + " " + path.getPath())
                .toList();
        var assets = Stream.of(Path.of("..", "dashboard", "src", "main", "resources", "META-INF", "resources")
                        .toFile()
                        .list())
                .map(file -> "dashboard Exact /" + file);
        var expected = new ArrayList<>(List.of(
                "ingest Exact /clicks",
                "ingest Exact /tracker.js",
                "dashboard Exact /",
                "dashboard Exact /stream",
                "dashboard Exact /api/traffic"));
        assets.forEach(expected::add);
        if (target.startsWith(PRODUCTION)) {
            expected.addAll(List.of("dashboard Exact /oidc/callback", "dashboard Exact /oidc/logout"));
            expected.addAll(List.of("alerts Exact /oidc/callback", "alerts Exact /oidc/logout"));
            apiOfAlerts().forEach(path -> expected.add("alerts Prefix " + path));
        }

        assertThat(paths).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(RenderedManifests.of(target).all(Ingress.class))
                .allSatisfy(ingress -> assertThat(ingress.getSpec().getTls()).isNotEmpty());
    }

    /** The first segment of each path of the API. */
    private static Set<String> apiOfAlerts() throws IOException {
        var api = Path.of("..", "alerts", "src", "main", "java", "io", "footfall", "alerts", "api");
        var paths = new TreeSet<String>();
        for (var file : api.toFile().listFiles(File::isFile)) {
            var path = Pattern.compile("(?m)^@Path\\(\"(/[a-z]+)").matcher(Files.readString(file.toPath()));
            if (path.find()) {
                paths.add(path.group(1));
            }
        }
        return paths;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void noServiceAndSoNoIngressLeadsToAManagementInterface(String target) {
        var services = RenderedManifests.of(target).all(Service.class);

        assertThat(services)
                .flatExtracting(service -> service.getSpec().getPorts())
                .extracting(port -> port.getTargetPort().getStrVal())
                .isNotEmpty()
                .doesNotContain("management");
    }

    /** Strimzi runs its images as user 1001 and group 0, and gives volumes to that group only if pods have no security context. */
    @ParameterizedTest
    @ValueSource(strings = {PRODUCTION, PRODUCTION_REPLAY})
    void strimzisPodsMayWriteToTheirVolumesButNotToTheirRootFileSystem(String target) {
        var manifests = RenderedManifests.of(target);
        assertThat(manifests.all(KafkaNodePool.class))
                .singleElement()
                .satisfies(pool -> assertThat(pool.getSpec().getTemplate()).isNull());
        assertThat(manifests.all(Kafka.class)).singleElement().satisfies(kafka -> {
            var brokers = kafka.getSpec().getKafka().getTemplate();
            var operators = kafka.getSpec().getEntityOperator().getTemplate();
            assertThat(brokers.getPod().getSecurityContext().getFsGroup()).isZero();
            assertThat(List.of(brokers.getPod(), operators.getPod()))
                    .extracting(PodTemplate::getSecurityContext)
                    .allSatisfy(
                            security -> assertThat(security.getRunAsNonRoot()).isTrue())
                    .allSatisfy(security ->
                            assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault"));
            assertThat(List.of(
                            brokers.getKafkaContainer(),
                            brokers.getInitContainer(),
                            operators.getTopicOperatorContainer(),
                            operators.getUserOperatorContainer()))
                    .extracting(ContainerTemplate::getSecurityContext)
                    .allSatisfy(security ->
                            assertThat(security.getReadOnlyRootFilesystem()).isTrue())
                    .allSatisfy(security ->
                            assertThat(security.getAllowPrivilegeEscalation()).isFalse())
                    .allSatisfy(security ->
                            assertThat(security.getCapabilities().getDrop()).containsExactly("ALL"));
        });
    }

    @Test
    void aSettingOfAnOverlayReplacesThatOfTheService() {
        var mine = RenderedManifests.of(MINE);
        var ingest = mine.workload("ingest");

        assertThat(ingest.environment(ingest.service().orElseThrow(), mine))
                .containsEntry("FOOTFALL_INGEST_SITES", "https://www.example.org")
                .containsEntry("FOOTFALL_INGEST_TRUSTED_PROXIES", "1");
    }

    @Test
    void articlesAreListedOfTheSitesThatMaySendClicks() {
        for (var target : List.of(BASE, PRODUCTION, MINE)) {
            var manifests = RenderedManifests.of(target);
            var ingest = manifests.workload("ingest");
            var processor = manifests.workload("processor");

            assertThat(processor.environment(processor.service().orElseThrow(), manifests))
                    .containsEntry(
                            "FOOTFALL_PROCESSOR_SITES",
                            ingest.environment(ingest.service().orElseThrow(), manifests)
                                    .get("FOOTFALL_INGEST_SITES"));
        }
    }

    @Test
    void withoutSecretsRenderingFailsAndNamesTheMissingFile(@TempDir Path directory) {
        RenderedManifests.of(BASE);
        var fresh = Kubectl.withoutSecrets(directory);

        assertThatThrownBy(() -> fresh.render(BASE))
                .isInstanceOf(Kubectl.CommandFailed.class)
                .hasMessageContaining("secrets/generated/ingest.env");
    }

    @Test
    void secretsAreGeneratedOnceAndAllDiffer(@TempDir Path directory) {
        RenderedManifests.of(BASE);
        var first = Kubectl.withSecrets(directory);
        var yaml = first.render(BASE);
        Kubectl.run(List.of(directory.resolve("secrets").resolve("generate").toString()));

        assertThat(first.render(BASE)).isEqualTo(yaml);
        var others = RenderedManifests.of(BASE).secrets();
        assertThat(Manifests.of(yaml).secrets()).hasSameSizeAs(others).allSatisfy(secret -> assertThat(others)
                .extracting(other -> other.getData())
                .doesNotContain(secret.getData()));
    }

    private static List<String> mounted(Workload workload) {
        var names = new ArrayList<String>();
        for (var volume : workload.pod().getVolumes()) {
            if (volume.getSecret() != null) {
                names.add(volume.getSecret().getSecretName());
            } else if (volume.getConfigMap() != null) {
                names.add(volume.getConfigMap().getName());
            } else if (volume.getProjected() != null) {
                volume.getProjected()
                        .getSources()
                        .forEach(source -> names.add(source.getSecret().getName()));
            }
        }
        return names;
    }
}
