package io.footfall.events.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    @Test
    void topicsHaveTheNamesThatOtherProgramsRelyOn() {
        assertThat(new Topics("").all(4))
                .extracting(Topic::name)
                .containsExactly(
                        "clicks",
                        "requests",
                        "visitor-keys",
                        "clicks-cleaned",
                        "clicks-out-of-market",
                        "clicks-rejected",
                        "clicks-calculated-forbidden",
                        "requests-suspicious",
                        "clicks-partial-totals",
                        "clicks-merge-progress",
                        "clicks-calculated-ddos",
                        "clicks-calculated-traffic",
                        "clicks-accounting",
                        "alerts",
                        "alerts-undelivered",
                        "alerts-notices",
                        "alerts-decisions");
    }

    @Test
    void everyDerivedTopicEndsInTheServingVersion() {
        assertThat(new Topics("v2").all(4))
                .filteredOn(
                        topic -> !List.of("clicks", "requests", "visitor-keys").contains(topic.name()))
                .allMatch(topic -> topic.name().endsWith("-v2"));
    }

    @Test
    void clicksAndRequestsAreKeptForEverAndBelongToNoVersion() {
        var topics = new Topics("v2");

        assertThat(topics.shared()).containsExactly("clicks", "requests", "visitor-keys");
        assertThat(topics.all(4))
                .filteredOn(topic -> List.of("clicks", "requests").contains(topic.name()))
                .hasSize(2)
                .allMatch(topic -> topic.partitions() == 4
                        && topic.settings().get("retention.ms").equals("-1"));
    }

    @Test
    void partialTotalsAreBoundedBySize() {
        assertThat(new Topics("").all(4))
                .filteredOn(topic -> topic.name().equals("clicks-partial-totals"))
                .singleElement()
                .satisfies(topic -> assertThat(topic.settings())
                        .containsEntry("retention.bytes", Long.toString(4L << 30))
                        .containsEntry("segment.bytes", Integer.toString(256 << 20)));
    }

    @Test
    void retentionOfDerivedClicksGoesByTheBrokersClockSoThatAReplayOfOldClicksIsNotDeletedAtOnce() {
        var topics = new Topics("");
        assertThat(topics.all(4))
                .filteredOn(topic -> topics.perClick().contains(topic.name()))
                .hasSize(4)
                .allMatch(
                        topic -> topic.settings().get("message.timestamp.type").equals("LogAppendTime"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"V2", "v-2", "v 2", "../x"})
    void aServingVersionWithOtherCharactersIsRefused(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topics(version))
                .withMessageContaining("footfall.serving-version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisions", "undelivered", "notices", "traffic", "click", "processed", "unversioned"})
    void aServingVersionThatIsAWordOfAnotherNameIsRefused(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topics(version))
                .withMessageContaining("footfall.serving-version")
                .withMessageContaining("'" + version + "'");
    }

    @Test
    void noNameOfAVersionThatIsAWordOfATopicExists() {
        var names = new Topics("").all(1).stream().map(Topic::name).toList();
        assertThat(names.stream().flatMap(name -> Stream.of(name.split("-"))))
                .allSatisfy(word -> assertThatIllegalArgumentException().isThrownBy(() -> new Topics(word)));
    }

    @Test
    void propertiesCanNameTopicsAndGroups() {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredSources()
                .withDefaultValue("footfall.serving-version", "v2")
                .withDefaultValue("group", "${footfall.group.points}")
                .withDefaultValue("topic", "${footfall.topic.cleaned}")
                .addDefaultInterceptors()
                .build();

        assertThat(config.getValue("group", String.class)).isEqualTo("footfall-points-v2");
        assertThat(config.getValue("topic", String.class)).isEqualTo("clicks-cleaned-v2");
    }

    @Test
    void kafkaClientsLeaveAnAddressThatDoesNotAnswerSoonUnlessSettingsSayOtherwise() {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredSources()
                .withSources(new PropertiesConfigSource(Map.of("kafka.request.timeout.ms", "30000"), "file", 250))
                .build();
        var setup = config.getValue("kafka.socket.connection.setup.timeout.ms", int.class);
        var backoff = config.getValue("kafka.reconnect.backoff.max.ms", int.class);

        // Kafka varies both by 20 %; then follow a look-up of the name and the new connection.
        assertThat((setup + backoff) * 1.2).isLessThanOrEqualTo(3_000);
        assertThat(config.getValue("kafka.socket.connection.setup.timeout.max.ms", int.class))
                .isEqualTo(setup);
        assertThat(config.getValue("kafka.connections.max.idle.ms", int.class)).isLessThanOrEqualTo(30_000);
        assertThat(config.getValue("kafka.request.timeout.ms", int.class)).isEqualTo(30_000);
    }
}
