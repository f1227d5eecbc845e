package io.footfall.sandbox.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks workloads in manifests. Returns a line for each violation. */
final class PodPolicy {
    private static final List<String> LABELS =
            List.of("app.kubernetes.io/name", "app.kubernetes.io/component", "app.kubernetes.io/part-of");
    private static final List<String> RESOURCES = List.of("cpu", "memory", "ephemeral-storage");
    private static final int LEAST_USER = 10_001;
    /** A version with a digit, or a digest. */
    private static final String PINNED = ".+(:[^:/]*\\d[^:/]*|@sha256:[0-9a-f]{64})";

    /** Where each image writes when it runs, as a container or as an init container, by its entry point and defaults. */
    private static final Map<String, List<String>> WRITES = Map.of(
            "apache/kafka", List.of("/var/lib/kafka/data", "/tmp"),
            "init apache/kafka", List.of("/var/lib/kafka/data", "/tmp"),
            "influxdb", List.of("/var/lib/influxdb2", "/etc/influxdb2", "/tmp"),
            "init influxdb", List.of("/tmp"),
            "grafana/grafana", List.of("/var/lib/grafana", "/tmp"),
            "quay.io/oauth2-proxy/oauth2-proxy", List.of());

    private final Manifests manifests;
    private final Map<String, Integer> shutdownSeconds;
    private final List<String> violations = new ArrayList<>();

    private PodPolicy(Manifests manifests, Map<String, Integer> shutdownSeconds) {
        this.manifests = manifests;
        this.shutdownSeconds = shutdownSeconds;
    }

    /**
     * Checks all workloads.
     *
     * @param shutdownSeconds by service, the longest time in which it finishes requests in flight
     */
    static List<String> violations(Manifests manifests, Map<String, Integer> shutdownSeconds) {
        var policy = new PodPolicy(manifests, shutdownSeconds);
        manifests.workloads().forEach(policy::check);
        return List.copyOf(policy.violations);
    }

    private void check(Workload workload) {
        for (var label : LABELS) {
            need(workload.labels().containsKey(label), workload, "pods without label " + label);
            need(workload.object().getMetadata().getLabels().containsKey(label), workload, "no label " + label);
        }
        checkPod(workload);
        checkVolumes(workload);
        workload.withInit().forEach(container -> checkContainer(workload, container));
        workload.containers().forEach(container -> checkLife(workload, container));
        var budgets = manifests.all(PodDisruptionBudget.class).stream()
                .filter(budget -> Manifests.selects(budget.getSpec().getSelector(), workload.labels()))
                .count();
        need(budgets == 1, workload, budgets + " PodDisruptionBudgets");
    }

    private void checkPod(Workload workload) {
        var pod = workload.pod();
        need(Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), workload, "a service account's token");
        need(Boolean.FALSE.equals(pod.getEnableServiceLinks()), workload, "service links in the environment");
        need(
                pod.getHostNetwork() == null && pod.getHostPID() == null && pod.getHostIPC() == null,
                workload,
                "something of the host's");
        var security = pod.getSecurityContext();
        need(security != null, workload, "no securityContext");
        if (security != null) {
            need(Boolean.TRUE.equals(security.getRunAsNonRoot()), workload, "may run as root");
            need(
                    security.getRunAsUser() != null && security.getRunAsUser() >= LEAST_USER,
                    workload,
                    "a user id below " + LEAST_USER);
            need(
                    security.getSeccompProfile() != null
                            && "RuntimeDefault"
                                    .equals(security.getSeccompProfile().getType()),
                    workload,
                    "no seccomp profile RuntimeDefault");
        }
    }

    private void checkVolumes(Workload workload) {
        for (var volume : workload.pod().getVolumes()) {
            need(volume.getHostPath() == null, workload, "hostPath in volume " + volume.getName());
            need(
                    volume.getEmptyDir() == null || volume.getEmptyDir().getSizeLimit() != null,
                    workload,
                    "no sizeLimit of volume " + volume.getName());
        }
    }

    private void checkContainer(Workload workload, Container container) {
        var who = container.getName() + ": ";
        need(
                container.getImage().matches(PINNED) && !container.getImage().endsWith(":latest"),
                workload,
                who + "image by neither version nor digest");
        checkSecurity(workload, container);
        checkWrites(workload, container);
        checkResources(workload, container);
        var secretsInEnvironment = container.getEnv().stream()
                        .anyMatch(variable -> variable.getValueFrom() != null
                                && variable.getValueFrom().getSecretKeyRef() != null)
                || container.getEnvFrom().stream().anyMatch(source -> source.getSecretRef() != null);
        need(!secretsInEnvironment, workload, who + "a secret in the environment");
    }

    private void checkSecurity(Workload workload, Container container) {
        var who = container.getName() + ": ";
        var security = container.getSecurityContext();
        need(security != null, workload, who + "no securityContext");
        if (security == null) {
            return;
        }
        need(!Boolean.TRUE.equals(security.getPrivileged()), workload, who + "privileged");
        need(
                Boolean.FALSE.equals(security.getAllowPrivilegeEscalation()),
                workload,
                who + "allowPrivilegeEscalation is not false");
        need(
                Boolean.TRUE.equals(security.getReadOnlyRootFilesystem()),
                workload,
                who + "root file system can be written to");
        need(
                security.getRunAsUser() == null && security.getRunAsNonRoot() == null,
                workload,
                who + "a user of its own");
        var capabilities = security.getCapabilities();
        need(
                capabilities != null
                        && capabilities.getDrop().equals(List.of("ALL"))
                        && capabilities.getAdd().isEmpty(),
                workload,
                who + "capabilities are not dropped");
    }

    /** The root file system is read-only: what the image writes has to be a volume that its user may write to. */
    private void checkWrites(Workload workload, Container container) {
        var image = container.getImage().replaceFirst("[:@][^/]*$", "");
        var kind = workload.containers().contains(container) ? "" : "init ";
        var paths = image.startsWith(Workload.OURS) ? List.of("/tmp") : WRITES.get(kind + image);
        need(paths != null, workload, container.getName() + ": it is not known where " + image + " writes");
        if (paths != null) {
            for (var path : paths) {
                need(mayWrite(workload, container, path), workload, container.getName() + ": cannot write to " + path);
            }
        }
    }

    private static boolean mayWrite(Workload workload, Container container, String path) {
        return container.getVolumeMounts().stream()
                .filter(mount -> mount.getMountPath().equals(path) && !Boolean.TRUE.equals(mount.getReadOnly()))
                .anyMatch(mount -> workload.isEmptyDirectory(mount.getName()) || workload.isOwnClaim(mount.getName()));
    }

    private void checkResources(Workload workload, Container container) {
        var resources = container.getResources();
        for (var resource : RESOURCES) {
            var who = container.getName() + ": ";
            var request = resources == null ? null : resources.getRequests().get(resource);
            var limit = resources == null ? null : resources.getLimits().get(resource);
            need(request != null, workload, who + "no request for " + resource);
            need(limit != null, workload, who + "no limit of " + resource);
            if (request != null && limit != null) {
                need(
                        Quantity.getAmountInBytes(request).compareTo(Quantity.getAmountInBytes(limit)) <= 0,
                        workload,
                        who + "requests more " + resource + " than it may have");
            }
        }
    }

    private void checkLife(Workload workload, Container container) {
        var who = container.getName() + ": ";
        need(container.getStartupProbe() != null, workload, who + "no startup probe");
        need(container.getLivenessProbe() != null, workload, who + "no liveness probe");
        need(container.getReadinessProbe() != null, workload, who + "no readiness probe");
        var probes = Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                .toList();
        need(new HashSet<>(probes).size() == probes.size(), workload, who + "two probes are the same");
        var pause = container.getLifecycle() == null
                        || container.getLifecycle().getPreStop() == null
                        || container.getLifecycle().getPreStop().getSleep() == null
                ? null
                : container.getLifecycle().getPreStop().getSleep().getSeconds();
        need(pause != null, workload, who + "no pause before its end");
        var period = workload.pod().getTerminationGracePeriodSeconds();
        need(period != null, workload, "no terminationGracePeriodSeconds");
        if (pause != null && period != null) {
            var finishing = workload.serviceName()
                    .map(service -> shutdownSeconds.getOrDefault(service, 0))
                    .orElse(0);
            need(period > pause + finishing, workload, who + "is killed before it has finished");
        }
    }

    private void need(boolean isSo, Workload workload, String otherwise) {
        if (!isSo) {
            violations.add(workload.name() + ": " + otherwise);
        }
    }
}
