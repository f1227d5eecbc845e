package io.footfall.processor.replay.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.events.topics.Topics;
import io.footfall.processor.replay.version.ServingVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionResourcesTest {
    private static final String UUID = "0b0e9f3a-1c2d-4e5f-8a9b-0123456789ab";
    private static final List<String> GROUPS = List.of(
            "footfall-processor",
            "footfall-points",
            "footfall-alerts",
            "footfall-dashboard-" + UUID,
            "footfall-processor-v2",
            "footfall-points-v2",
            "footfall-points-traffic-v2",
            "footfall-points-page-views-v2",
            "footfall-points-click-counts-v2",
            "footfall-alerts-v2",
            "footfall-dashboard-v2-" + UUID,
            "somebody-elses-v2");

    @Test
    void aVersionHasEverythingWithItsSuffixAndNothingElse() {
        var resources = VersionResources.of(ServingVersion.named("v2"), topics(), GROUPS);

        assertThat(resources.topics())
                .containsExactlyInAnyOrder(
                        "clicks-cleaned-v2",
                        "clicks-out-of-market-v2",
                        "clicks-rejected-v2",
                        "clicks-calculated-forbidden-v2",
                        "clicks-calculated-ddos-v2",
                        "clicks-calculated-traffic-v2",
                        "clicks-partial-totals-v2",
                        "clicks-merge-progress-v2",
                        "clicks-accounting-v2",
                        "alerts-v2",
                        "alerts-undelivered-v2",
                        "alerts-notices-v2",
                        "alerts-decisions-v2",
                        "footfall-processor-v2-traffic-merged-changelog");
        assertThat(resources.groups())
                .containsExactlyInAnyOrder(
                        "footfall-processor-v2",
                        "footfall-points-v2",
                        "footfall-points-traffic-v2",
                        "footfall-points-page-views-v2",
                        "footfall-points-click-counts-v2",
                        "footfall-alerts-v2",
                        "footfall-dashboard-v2-" + UUID);
    }

    @Test
    void theUnversionedVersionHasNeitherClicksNorResourcesOfOtherVersions() {
        var resources = VersionResources.of(ServingVersion.named("unversioned"), topics(), GROUPS);

        assertThat(resources.topics())
                .hasSize(14)
                .contains("clicks-cleaned", "footfall-processor-traffic-merged-changelog")
                .doesNotContain("clicks", "unrelated")
                .noneMatch(topic -> topic.contains("v2"));
        assertThat(resources.groups())
                .containsExactlyInAnyOrder(
                        "footfall-processor", "footfall-points", "footfall-alerts", "footfall-dashboard-" + UUID);
    }

    @Test
    void aVersionThatDoesNotExistHasNothingWithTheSamePrefix() {
        assertThat(VersionResources.of(ServingVersion.named("traffic"), topics(), GROUPS)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aVersionNeedsAValidName() {
        assertThatThrownBy(() -> ServingVersion.named("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServingVersion.named("V 2")).isInstanceOf(IllegalArgumentException.class);
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
