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
    /** The base with the component that lets pods reach another name server; docs/operate.md. */
    static final String OTHER_DNS = "overlays/other-dns";

    private static final String FENCE = "```yaml\n";

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
            for (var overlay : List.of(PRODUCTION_REPLAY, MINE)) {
                var page = overlay.equals(MINE) ? "deploy.md" : "replay.md";
                var file = copy.resolve(overlay).resolve("kustomization.yaml");
                Files.createDirectories(file.getParent());
                Files.writeString(file, inDocs(page, "k8s/" + overlay + "/kustomization.yaml"));
            }
            var file = copy.resolve(OTHER_DNS).resolve("kustomization.yaml");
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    "namespace: footfall\nresources: [../../base]\ncomponents: [../../secrets, ../../components/dns]\n");
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The YAML block after the name of the file. */
    private static String inDocs(String page, String file) throws IOException {
        var text = Files.readString(Path.of("..", "docs", page));
        var start = text.indexOf(FENCE, text.indexOf(file)) + FENCE.length();
        return text.substring(start, text.indexOf("```", start));
    }
}
