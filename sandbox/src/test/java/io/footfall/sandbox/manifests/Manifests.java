package io.footfall.sandbox.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All objects of one rendered directory. */
record Manifests(List<HasMetadata> objects) {
    private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());

    static Manifests of(String yaml) {
        return ofJson(json(yaml));
    }

    static Manifests ofJson(List<JsonNode> documents) {
        try {
            var objects = new ArrayList<HasMetadata>();
            for (var document : documents) {
                objects.add(StrictModel.object(document));
            }
            return new Manifests(List.copyOf(objects));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> json(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> List<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<Workload> workloads() {
        return Stream.concat(
                        all(Deployment.class).stream()
                                .map(found ->
                                        new Workload(found, found.getSpec().getTemplate())),
                        all(StatefulSet.class).stream()
                                .map(found ->
                                        new Workload(found, found.getSpec().getTemplate())))
                .toList();
    }

    Workload workload(String name) {
        return workloads().stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no workload " + name));
    }

    /** Data of a generated config map, by its full name. */
    Map<String, String> configMap(String name) {
        return all(ConfigMap.class).stream()
                .filter(found -> found.getMetadata().getName().equals(name))
                .map(ConfigMap::getData)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no config map " + name));
    }

    List<Secret> secrets() {
        return all(Secret.class);
    }

    static boolean selects(LabelSelector selector, Map<String, String> labels) {
        return selector.getMatchLabels().entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())))
                && selector.getMatchExpressions().stream().allMatch(wanted -> {
                    if (!wanted.getOperator().equals("In")) {
                        throw new AssertionError("unsupported selector operator: " + wanted.getOperator());
                    }
                    return wanted.getValues().contains(labels.get(wanted.getKey()));
                });
    }
}
