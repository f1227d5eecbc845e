package io.footfall.sandbox.manifests;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A deployment or stateful set with its pods. */
record Workload(HasMetadata object, PodTemplateSpec template) {
    private static final String OURS = "footfall/";

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
