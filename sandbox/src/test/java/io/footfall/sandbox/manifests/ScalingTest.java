package io.footfall.sandbox.manifests;

import static io.footfall.sandbox.manifests.RenderedManifests.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How many replicas of ingest its autoscaler starts, with the CPU that docs/scale.md says they need. */
class ScalingTest {
    private static final Pattern IDLE =
            Pattern.compile("\\| an ingest, however few clicks \\| ([\\d.]+) of a core \\|");
    private static final Pattern CLICK = Pattern.compile("\\| ingest, a request a click \\| ([\\d.]+) µs of CPU \\|");

    private final HorizontalPodAutoscalerSpec autoscaler =
            RenderedManifests.of(PRODUCTION).all(HorizontalPodAutoscaler.class).stream()
                    .filter(found -> found.getMetadata().getName().equals("ingest"))
                    .findFirst()
                    .orElseThrow()
                    .getSpec();

    @Test
    void aThousandClicksASecondDoNotScaleIngest() throws IOException {
        assertThat(replicas(0)).isEqualTo(autoscaler.getMinReplicas());
        assertThat(replicas(1_000)).isEqualTo(autoscaler.getMinReplicas());
    }

    @Test
    void aHundredThousandClicksASecondScaleIngestWithinItsLimit() throws IOException {
        assertThat(replicas(100_000)).isBetween(autoscaler.getMinReplicas() + 1, autoscaler.getMaxReplicas() - 1);
    }

    /** Replicas from the minimum on, until the autoscaler adds none. */
    private int replicas(int clicksPerSecond) throws IOException {
        var idle = measured(IDLE);
        var forClicks = clicksPerSecond * measured(CLICK) / 1_000_000;
        var replicas = autoscaler.getMinReplicas();
        while (replicas < autoscaler.getMaxReplicas()) {
            var wanted = (int) Math.ceil((replicas * idle + forClicks) / targetCores());
            if (wanted <= replicas) {
                return replicas;
            }
            replicas = Math.min(wanted, autoscaler.getMaxReplicas());
        }
        return replicas;
    }

    /** Average CPU of a replica beyond which the autoscaler adds others. */
    private double targetCores() {
        var target = autoscaler.getMetrics().get(0).getResource().getTarget();
        if (target.getType().equals("AverageValue")) {
            return cores(target.getAverageValue());
        }
        var ingest =
                RenderedManifests.of(PRODUCTION).workload("ingest").service().orElseThrow();
        return cores(ingest.getResources().getRequests().get("cpu")) * target.getAverageUtilization() / 100;
    }

    private static double cores(Quantity quantity) {
        return quantity.getNumericalAmount().doubleValue();
    }

    private static double measured(Pattern row) throws IOException {
        var matcher = row.matcher(Files.readString(Path.of("..", "docs", "scale.md")));
        assertThat(matcher.find()).as(row.pattern()).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
