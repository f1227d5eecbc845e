package io.footfall.sandbox.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A deployment or stateful set with its pods. */
record Workload(HasMetadata object, PodTemplateSpec template) {
    static final String OURS = "footfall/";

    String name() {
        return object.getMetadata().getName();
    }

    PodSpec pod() {
        return template.getSpec();
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    List<Container> containers() {
        return pod().getContainers();
    }

    List<Container> withInit() {
        return Stream.concat(containers().stream(), pod().getInitContainers().stream())
                .toList();
    }

    /** Whether a volume is a directory that every user may write to. */
    boolean isEmptyDirectory(String volume) {
        return pod().getVolumes().stream()
                .anyMatch(found -> found.getName().equals(volume) && found.getEmptyDir() != null);
    }

    /** Whether a volume is a claim that belongs to the group of the pod. */
    boolean isOwnClaim(String volume) {
        return object instanceof StatefulSet set
                && pod().getSecurityContext() != null
                && pod().getSecurityContext().getFsGroup() != null
                && set.getSpec().getVolumeClaimTemplates().stream()
                        .anyMatch(claim -> claim.getMetadata().getName().equals(volume));
    }

    /** The container of a service, if there is one. */
    Optional<Container> service() {
        return containers().stream()
                .filter(container -> container.getImage().startsWith(OURS))
                .findFirst();
    }

    /** Name of that service. */
    Optional<String> serviceName() {
        return service()
                .map(container -> container.getImage().substring(OURS.length()).replaceFirst("[:@].*", ""));
    }

    /** Environment of a container, with the values from config maps. */
    Map<String, String> environment(Container container, Manifests manifests) {
        var environment = new TreeMap<String, String>();
        for (var source : container.getEnvFrom()) {
            environment.putAll(manifests.configMap(source.getConfigMapRef().getName()));
        }
        for (var variable : container.getEnv()) {
            environment.put(variable.getName(), value(variable, manifests));
        }
        return environment;
    }

    private static String value(EnvVar variable, Manifests manifests) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        var reference = variable.getValueFrom().getConfigMapKeyRef();
        return Optional.ofNullable(manifests.configMap(reference.getName()).get(reference.getKey()))
                .orElseThrow(() -> new AssertionError("no " + reference.getKey() + " in " + reference.getName()));
    }
}
