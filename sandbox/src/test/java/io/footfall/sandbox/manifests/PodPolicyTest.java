package io.footfall.sandbox.manifests;

import static io.footfall.sandbox.manifests.RenderedManifests.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Violations are found: each test changes one thing in the deployment of ingest. */
class PodPolicyTest {
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";

    /** Skips the tests if tools are missing, before a failure is expected. */
    @BeforeAll
    static void render() {
        RenderedManifests.of(BASE);
    }

    @Test
    void aPodThatFollowsThePolicyHasNoViolations() {
        assertThat(violations(deployment -> {})).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(CONTAINER + "/startupProbe", "", "service: no startup probe"),
                arguments(CONTAINER + "/livenessProbe", "", "service: no liveness probe"),
                arguments(CONTAINER + "/readinessProbe", "", "service: no readiness probe"),
                arguments(
                        CONTAINER + "/readinessProbe",
                        "{httpGet: {path: /q/health/live, port: management}, periodSeconds: 10, timeoutSeconds: 5}",
                        "service: two probes are the same"),
                arguments(CONTAINER + "/lifecycle", "", "service: no pause before its end"),
                arguments(CONTAINER + "/securityContext/privileged", "true", "service: privileged"),
                arguments(
                        CONTAINER + "/securityContext/allowPrivilegeEscalation",
                        "",
                        "service: allowPrivilegeEscalation is not false"),
                arguments(
                        CONTAINER + "/securityContext/readOnlyRootFilesystem",
                        "false",
                        "service: root file system can be written to"),
                arguments(
                        CONTAINER + "/volumeMounts",
                        "[{name: tmp, mountPath: /tmp, readOnly: true}]",
                        "service: cannot write to /tmp"),
                arguments(
                        CONTAINER + "/volumeMounts",
                        "[{name: data, mountPath: /tmp}]",
                        "service: cannot write to /tmp"),
                arguments(
                        CONTAINER + "/image",
                        "registry.example:5000/other:1.0",
                        "service: it is not known where registry.example:5000/other writes"),
                arguments(CONTAINER + "/securityContext/runAsUser", "0", "service: a user of its own"),
                arguments(
                        CONTAINER + "/securityContext/capabilities",
                        "{drop: [ALL], add: [NET_ADMIN]}",
                        "service: capabilities are not dropped"),
                arguments(CONTAINER + "/securityContext", "", "service: no securityContext"),
                arguments(CONTAINER + "/resources/limits/memory", "", "service: no limit of memory"),
                arguments(CONTAINER + "/resources/limits/cpu", "", "service: no limit of cpu"),
                arguments(
                        CONTAINER + "/resources/requests/ephemeral-storage",
                        "",
                        "service: no request for ephemeral-storage"),
                arguments(
                        CONTAINER + "/resources/requests/memory",
                        "4Gi",
                        "service: requests more memory than it may have"),
                arguments(CONTAINER + "/image", "footfall/ingest", "service: image by neither version nor digest"),
                arguments(
                        CONTAINER + "/image", "footfall/ingest:latest", "service: image by neither version nor digest"),
                arguments(
                        CONTAINER + "/env",
                        "[{name: TOKEN, valueFrom: {secretKeyRef: {name: s, key: k}}}]",
                        "service: a secret in the environment"),
                arguments(CONTAINER + "/envFrom", "[{secretRef: {name: s}}]", "service: a secret in the environment"),
                arguments(POD + "/automountServiceAccountToken", "", "a service account's token"),
                arguments(POD + "/enableServiceLinks", "true", "service links in the environment"),
                arguments(POD + "/hostNetwork", "true", "something of the host's"),
                arguments(POD + "/securityContext", "", "no securityContext"),
                arguments(POD + "/securityContext/runAsUser", "1000", "a user id below 10001"),
                arguments(POD + "/securityContext/runAsNonRoot", "", "may run as root"),
                arguments(POD + "/securityContext/seccompProfile", "", "no seccomp profile RuntimeDefault"),
                arguments(POD + "/volumes", "[{name: tmp, emptyDir: {}}]", "no sizeLimit of volume tmp"),
                arguments(POD + "/volumes", "[{name: host, hostPath: {path: /var}}]", "hostPath in volume host"),
                arguments(POD + "/terminationGracePeriodSeconds", "17", "service: is killed before it has finished"),
                arguments("/spec/template/metadata/labels", "{app.kubernetes.io/name: x}", "0 PodDisruptionBudgets"),
                arguments(
                        "/spec/template/metadata/labels",
                        "{app.kubernetes.io/name: ingest, app.kubernetes.io/component: service}",
                        "pods without label app.kubernetes.io/part-of"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aViolationIsFound(String path, String value, String violation) {
        assertThat(violations(deployment -> put(deployment, path, value))).contains("ingest: " + violation);
    }

    @ParameterizedTest
    @CsvSource({
        CONTAINER + ", readinesProbe",
        CONTAINER + "/livenessProbe, initialDelay",
        CONTAINER + "/resources, limit",
        POD + ", automountServiceAccountTokens",
        "/metadata, lables",
        "/spec, replica",
        "'', specs"
    })
    void aTypoIsRejectedByItsName(String path, String field) {
        assertThatThrownBy(() -> violations(deployment -> put(deployment, path + "/" + field, "1")))
                .hasMessageContaining("\"" + field + "\"");
    }

    @Test
    void anUnknownKindIsRejected() {
        assertThatThrownBy(() -> Manifests.of("{apiVersion: apps/v2, kind: Deployment}"))
                .hasMessageContaining("apps/v2/Deployment");
    }

    @Test
    void aTypoInACustomResourceIsRejected() {
        assertThatThrownBy(() -> Manifests.of("""
                        {apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, spec: {partition: 4}}""")).hasMessageContaining("\"partition\"");
        assertThatThrownBy(() -> Manifests.of("""
                        {apiVersion: keda.sh/v1alpha1, kind: ScaledObject, spec: {maxReplicas: 4}}""")).hasMessageContaining("\"maxReplicas\"");
    }

    private static List<String> violations(Consumer<ObjectNode> mistake) {
        var documents = Manifests.json(RenderedManifests.yaml(BASE));
        mistake.accept((ObjectNode) documents.stream()
                .filter(json -> json.path("kind").asText().equals("Deployment")
                        && json.at("/metadata/name").asText().equals("ingest"))
                .findFirst()
                .orElseThrow());
        return PodPolicy.violations(Manifests.ofJson(documents), Map.of("ingest", 12));
    }

    /** Removes the field if the value is null. */
    private static void put(ObjectNode deployment, String path, String value) {
        var at = path.lastIndexOf('/');
        var parent = (ObjectNode) deployment.at(path.substring(0, at));
        var field = path.substring(at + 1);
        if (value.isEmpty()) {
            assertThat(parent.remove(field)).isNotNull();
        } else {
            parent.set(field, yaml(value));
        }
    }

    private static JsonNode yaml(String value) {
        try {
            return new YAMLMapper().readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
