package io.footfall.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.events.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {
    private static final String UUID = "0b0e9f3a-1c2d-4e5f-8a9b-0123456789ab";
    private static final List<String> GROUPS = List.of(
            "footfall-processor",
            "footfall-points",
            "footfall-alerts",
            "footfall-dashboard-" + UUID,
            "footfall-processor-v2",
            "footfall-points-v2",
            "footfall-points-traffic-v2",
            "footfall-alerts-v2",
            "footfall-dashboard-v2-" + UUID,
            "somebody-elses-v2");

    @Test
    void aVersionIsAllThatCarriesItsSuffixAndNothingElse() {
        var footprint = Footprint.of(Layer.named("v2"), topics(), GROUPS);

        assertThat(footprint.topics())
                .containsExactlyInAnyOrder(
                        "clicks-cleaned-v2",
                        "clicks-out-of-market-v2",
                        "clicks-rejected-v2",
                        "clicks-calculated-forbidden-v2",
                        "clicks-calculated-ddos-v2",
                        "clicks-calculated-traffic-v2",
                        "clicks-partial-totals-v2",
                        "clicks-horizon-v2",
                        "alerts-v2",
                        "alerts-undelivered-v2",
                        "alerts-notices-v2",
                        "alerts-decisions-v2",
                        "footfall-processor-v2-traffic-merged-changelog");
        assertThat(footprint.groups())
                .containsExactlyInAnyOrder(
                        "footfall-processor-v2",
                        "footfall-points-v2",
                        "footfall-points-traffic-v2",
                        "footfall-alerts-v2",
                        "footfall-dashboard-v2-" + UUID);
    }

    @Test
    void theUnversionedLayerIsNeitherTheLogNorAnyVersion() {
        var footprint = Footprint.of(Layer.named("unversioned"), topics(), GROUPS);

        assertThat(footprint.topics())
                .hasSize(13)
                .contains("clicks-cleaned", "footfall-processor-traffic-merged-changelog")
                .doesNotContain("clicks", "unrelated")
                .noneMatch(topic -> topic.contains("v2"));
        assertThat(footprint.groups())
                .containsExactlyInAnyOrder(
                        "footfall-processor", "footfall-points", "footfall-alerts", "footfall-dashboard-" + UUID);
    }

    @Test
    void aVersionThatDoesNotExistIsNothingWhateverBeginsLikeIt() {
        assertThat(Footprint.of(Layer.named("traffic"), topics(), GROUPS).isEmpty())
                .isTrue();
    }

    @Test
    void aVersionHasToBeNamed() {
        assertThatThrownBy(() -> Layer.named("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Layer.named("V 2")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> topics() {
        var topics = new ArrayList<>(List.of(
                "unrelated",
                "footfall-processor-traffic-merged-changelog",
                "footfall-processor-v2-traffic-merged-changelog"));
        List.of("", "v2").forEach(version -> new Topics(version).all(4).forEach(topic -> topics.add(topic.name())));
        return topics;
    }
}
