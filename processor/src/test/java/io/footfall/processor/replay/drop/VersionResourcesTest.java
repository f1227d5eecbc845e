package io.footfall.processor.replay.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.Topics;
import io.footfall.processor.replay.version.ServingVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionResourcesTest {
    private static final String UUID = "0b0e9f3a-1c2d-4e5f-8a9b-0123456789ab";
    private static final List<String> GROUPS = groups();

    @Test
    void aVersionHasEverythingWithItsSuffixAndNothingElse() {
        var resources = find("v2", topics());

        assertThat(resources.proof()).isEqualTo("clicks-cleaned-v2");
        assertThat(resources.topics())
                .containsExactlyInAnyOrder(
                        "clicks-out-of-market-v2",
                        "clicks-rejected-v2",
                        "clicks-calculated-forbidden-v2",
                        "requests-suspicious-v2",
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
                        "footfall-dashboard-v2-traffic-" + UUID,
                        "footfall-dashboard-v2-click-counts-" + UUID,
                        "footfall-dashboard-v2-alerts-" + UUID);
    }

    @Test
    void theUnversionedVersionHasNeitherClicksNorResourcesOfOtherVersions() {
        var resources = find("unversioned", topics());

        assertThat(resources.topics())
                .hasSize(14)
                .contains("alerts-decisions", "footfall-processor-traffic-merged-changelog")
                .doesNotContain("clicks", "requests", "visitor-keys", "unrelated")
                .noneMatch(topic -> topic.contains("v2"));
        assertThat(resources.proof()).isEqualTo("clicks-cleaned");
        assertThat(resources.groups())
                .hasSize(9)
                .contains("footfall-dashboard-traffic-" + UUID)
                .noneMatch(group -> group.contains("v2") || group.startsWith("somebody"));
    }

    @Test
    void dropSeesEveryGroupOfEachDashboard() {
        assertThat(find("v2", topics()).groups())
                .filteredOn(group -> group.startsWith("footfall-dashboard"))
                .hasSize(3);
    }

    @Test
    void dropTakesOnlyWhatTheTopicOfCleanedClicksProvesToExist() {
        var withoutProof = new ArrayList<>(topics());
        withoutProof.remove("clicks-cleaned-v2");

        assertThat(VersionResources.of(ServingVersion.named("v2"), withoutProof, GROUPS))
                .isEmpty();
    }

    @Test
    void aWordOfALiveTopicIsNoVersion() {
        assertThatThrownBy(() -> ServingVersion.named("decisions"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'decisions'");
    }

    @Test
    void aVersionNeedsAValidName() {
        assertThatThrownBy(() -> ServingVersion.named("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServingVersion.named("V 2")).isInstanceOf(IllegalArgumentException.class);
    }

    private static VersionResources find(String version, List<String> topics) {
        return VersionResources.of(ServingVersion.named(version), topics, GROUPS)
                .orElseThrow();
    }

    /** The names that services use. */
    private static List<String> groups() {
        var groups = new ArrayList<>(List.of("somebody-elses-v2"));
        List.of("", "v2").forEach(version -> {
            var names = new ConsumerGroups(new Topics(version));
            groups.addAll(names.withFixedNames());
            List.of("traffic", "click-counts", "alerts")
                    .forEach(channel -> groups.add(names.dashboardOf(channel) + "-" + UUID));
        });
        return List.copyOf(groups);
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
