package io.footfall.sandbox.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renders every directory that can be applied, once for all tests. */
final class RenderedManifests {
    static final String BASE = ".";
    static final String PRODUCTION = "overlays/production";
    static final String REPLAY = "overlays/replay";
    static final String SWITCHED = "overlays/switched";
    static final String GRAFANA = "overlays/grafana";
    /** The overlays that docs/replay.md and docs/deploy.md show. */
    static final String PRODUCTION_REPLAY = "overlays/production-replay";

    static final String MINE = "overlays/mine";
    static final String MANAGED = "overlays/managed";
    /** The base with requests for real traffic and an InfluxDB elsewhere. */
    static final String SIZED = "overlays/sized";
    /** The base with the component that lets pods reach another name server; docs/operate.md. */
    static final String OTHER_DNS = "overlays/other-dns";

    private static final String FILE = "kustomization.yaml";

    private static final Map<String, String> YAML = new HashMap<>();
    private static final Map<String, Manifests> OBJECTS = new HashMap<>();
    private static Kubectl kubectl;

    private RenderedManifests() {}

    static synchronized String yaml(String target) {
        if (kubectl == null) {
            kubectl = Kubectl.withSecrets(copy());
        }
        return YAML.computeIfAbsent(target, kubectl::render);
    }

    /** The copy of {@code k8s} with generated secrets. */
    static synchronized Path directory() {
        yaml(BASE);
        return kubectl.directory();
    }

    static synchronized Manifests of(String target) {
        return OBJECTS.computeIfAbsent(target, unseen -> Manifests.of(yaml(unseen)));
    }

    private static Path copy() {
        try {
            var copy = Files.createTempDirectory(Path.of("target"), "k8s-");
            for (var overlay : List.of(PRODUCTION_REPLAY, MINE, MANAGED)) {
                var page = overlay.equals(PRODUCTION_REPLAY) ? "replay.md" : "deploy.md";
                write(copy, overlay, FILE, inDocs(page, "k8s/" + overlay + "/" + FILE, "yaml"));
            }
            write(copy, MANAGED, "kafka.env", inDocs("deploy.md", "k8s/" + MANAGED + "/kafka.env", "properties"));
            write(copy, OTHER_DNS, FILE, baseWith("dns"));
            write(copy, SIZED, FILE, baseWith("sized", "managed-influxdb"));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String baseWith(String... components) {
        var lines = new StringBuilder("namespace: footfall\nresources: [../../base]\ncomponents:\n- ../../secrets\n");
        for (var component : components) {
            lines.append("- ../../components/").append(component).append('\n');
        }
        return lines.toString();
    }

    private static void write(Path copy, String overlay, String name, String text) throws IOException {
        var directory = Files.createDirectories(copy.resolve(overlay));
        Files.writeString(directory.resolve(name), text);
    }

    /** The block of that language after the name of the file. */
    private static String inDocs(String page, String file, String language) throws IOException {
        var text = Files.readString(Path.of("..", "docs", page));
        var fence = "```" + language + "\n";
        var start = text.indexOf(fence, text.indexOf(file)) + fence.length();
        return text.substring(start, text.indexOf("```", start));
    }
}
