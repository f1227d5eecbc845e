package io.footfall.events.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.topics.TopicRules.Setting;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicRulesTest {
    private static final Topics TOPICS = new Topics("");

    @Test
    void aTopicThatWasCreatedByItsDefinitionIsRight() {
        assertThat(TOPICS.all(4)).allSatisfy(topic -> {
            var rules = new TopicRules(topic, topic.partitions(), created(topic));
            assertThat(rules.errors()).isEmpty();
            assertThat(rules.warnings()).isEmpty();
        });
    }

    @Test
    void clicksThatABrokerHasCreatedByItselfAreRefused() {
        var rules = new TopicRules(TOPICS.clicksTopic(4), 4, byBroker());

        assertThat(rules.errors())
                .singleElement()
                .asString()
                .contains("Topic clicks has retention.ms=604800000, but needs -1");
    }

    @Test
    void aRetentionThatAnOperatorHasChosenIsAWarning() {
        var settings = created(TOPICS.clicksTopic(4));
        settings.put("retention.ms", new Setting("2592000000", true));

        var rules = new TopicRules(TOPICS.clicksTopic(4), 4, settings);

        assertThat(rules.errors()).isEmpty();
        assertThat(rules.warnings()).singleElement().asString().contains("retention.ms=2592000000");
    }

    @Test
    void clicksThatAreDeletedBySizeAreRefused() {
        var settings = created(TOPICS.clicksTopic(4));
        settings.put("retention.bytes", new Setting("1000000", false));

        assertThat(new TopicRules(TOPICS.clicksTopic(4), 4, settings).errors())
                .singleElement()
                .asString()
                .contains("retention.bytes=1000000");
    }

    @Test
    void aCompactedTopicThatDeletesIsRefused() {
        assertThat(new TopicRules(definition("alerts"), 4, byBroker()).errors())
                .singleElement()
                .asString()
                .contains("Topic alerts has cleanup.policy=delete, but needs compact");
    }

    @Test
    void aTopicOfWindowsNeedsOnePartition() {
        var topic = definition("clicks-partial-totals");

        assertThat(new TopicRules(topic, 4, created(topic)).errors())
                .singleElement()
                .asString()
                .contains("has 4 partitions, but needs 1");
    }

    @Test
    void aTopicThatTakesSmallerRecordsIsRefused() {
        var topic = definition("clicks-rejected");
        var settings = created(topic);
        settings.put("max.message.bytes", new Setting("1048588", true));

        assertThat(new TopicRules(topic, 4, settings).errors())
                .singleElement()
                .asString()
                .contains("max.message.bytes=1048588, but needs 2097152");
    }

    @Test
    void timestampsOfSendersAreAWarning() {
        var topic = definition("clicks-cleaned");
        var settings = created(topic);
        settings.put("message.timestamp.type", new Setting("CreateTime", true));

        assertThat(new TopicRules(topic, 4, settings).warnings())
                .singleElement()
                .asString()
                .contains("message.timestamp.type=CreateTime, but needs LogAppendTime");
    }

    private static Topic definition(String name) {
        return TOPICS.all(4).stream()
                .filter(topic -> topic.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    /** Defaults of a broker. */
    private static Map<String, Setting> byBroker() {
        return new HashMap<>(Map.of(
                "cleanup.policy", new Setting("delete", false),
                "retention.ms", new Setting("604800000", false),
                "retention.bytes", new Setting("-1", false),
                "max.message.bytes", new Setting("1048588", false),
                "message.timestamp.type", new Setting("CreateTime", false)));
    }

    private static Map<String, Setting> created(Topic topic) {
        var settings = byBroker();
        topic.settings().forEach((name, value) -> settings.put(name, new Setting(value, true)));
        return settings;
    }
}
