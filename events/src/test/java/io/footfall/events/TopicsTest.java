package io.footfall.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    @Test
    void theContractNamesTheTopics() {
        assertThat(new Topics("").all(4))
                .extracting(Topic::name)
                .containsExactly(
                        "clicks",
                        "clicks-cleaned",
                        "clicks-out-of-market",
                        "clicks-rejected",
                        "clicks-calculated-forbidden",
                        "clicks-partial-totals",
                        "clicks-horizon",
                        "clicks-calculated-ddos",
                        "clicks-calculated-traffic",
                        "alerts",
                        "alerts-undelivered",
                        "alerts-notices",
                        "alerts-decisions");
    }

    @Test
    void allButTheLogItselfCarryTheServingVersion() {
        assertThat(new Topics("v2").all(4))
                .filteredOn(topic -> !topic.name().equals("clicks"))
                .allMatch(topic -> topic.name().endsWith("-v2"));
    }

    @Test
    void theLogIsKeptForEver() {
        assertThat(new Topics("").all(4).get(0).settings()).containsEntry("retention.ms", "-1");
    }

    @Test
    void whatFollowsTheLogIsKeptByTheBrokersClockSoThatAReplayOfLongAgoIsNotGoneAtOnce() {
        var topics = new Topics("");
        assertThat(topics.all(4))
                .filteredOn(topic -> topics.followers().contains(topic.name()))
                .hasSize(4)
                .allMatch(
                        topic -> topic.settings().get("message.timestamp.type").equals("LogAppendTime"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"V2", "v-2", "v 2", "../x"})
    void aVersionThatIsNoPartOfANameIsRefused(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topics(version))
                .withMessageContaining("footfall.serving-version");
    }

    @Test
    void aServiceFindsTheNamesInItsConfiguration() {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredSources()
                .withDefaultValue("footfall.serving-version", "v2")
                .withDefaultValue("group", "points${footfall.serving-suffix}")
                .withDefaultValue("topic", "${footfall.topic.cleaned}")
                .addDefaultInterceptors()
                .build();

        assertThat(config.getValue("group", String.class)).isEqualTo("points-v2");
        assertThat(config.getValue("topic", String.class)).isEqualTo("clicks-cleaned-v2");
    }
}
