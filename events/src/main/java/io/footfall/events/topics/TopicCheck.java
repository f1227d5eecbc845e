package io.footfall.events.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Compares existing topics with their definitions. A topic that a broker has created by itself, or somebody by hand, may
 * delete records that are needed.
 *
 * @param errors problems that would lose records or stop the processing, each with topic, value and setting
 * @param warnings other problems, which an operator may want
 * @param maxRecordBytes {@code max.message.bytes} by topic; empty if Kafka does not allow to see settings
 */
public record TopicCheck(List<String> errors, List<String> warnings, Map<String, Long> maxRecordBytes) {
    private static final String AUTO_CREATE = "auto.create.topics.enable";
    private static final String CREATES_TOPICS = "Kafka creates topics by itself (" + AUTO_CREATE
            + "=true): a topic that is deleted while services run comes back with the broker's retention and partitions;"
            + " set it to false";

    /**
     * Checks topics that exist.
     *
     * @param topics their definitions
     */
    public static TopicCheck of(Admin admin, List<Topic> topics) throws ExecutionException, InterruptedException {
        var names = topics.stream().map(Topic::name).toList();
        Map<String, Map<String, TopicRules.Setting>> settings;
        try {
            settings = settings(admin, names);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                var warning = "Kafka does not allow to see the settings of topics, which are not checked: %s"
                        .formatted(e.getCause().getMessage());
                return new TopicCheck(List.of(), List.of(warning), Map.of());
            }
            throw e;
        }
        var check = compare(topics, TopicSetup.partitionCounts(admin, names), settings);
        return createsTopics(admin) ? check.with(CREATES_TOPICS) : check;
    }

    /**
     * Whether Kafka creates a topic as soon as a client asks for it. A consumer of ours never asks for that; a producer
     * always does, because Kafka's client has no setting against it.
     */
    private static boolean createsTopics(Admin admin) throws ExecutionException, InterruptedException {
        var brokers = TopicSetup.answer(admin.describeCluster().nodes());
        var resources = brokers.stream()
                .limit(1)
                .map(broker -> new ConfigResource(ConfigResource.Type.BROKER, broker.idString()))
                .toList();
        try {
            return TopicSetup.answer(admin.describeConfigs(resources).all()).values().stream()
                    .map(config -> config.get(AUTO_CREATE))
                    .anyMatch(setting -> setting != null && Boolean.parseBoolean(setting.value()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApiException) {
                // Not every user of Kafka may see the settings of brokers, and not every service has brokers.
                return false;
            }
            throw e;
        }
    }

    private TopicCheck with(String warning) {
        var more = new ArrayList<>(warnings);
        more.add(warning);
        return new TopicCheck(errors, List.copyOf(more), maxRecordBytes);
    }

    private static TopicCheck compare(
            List<Topic> topics,
            Map<String, Integer> partitions,
            Map<String, Map<String, TopicRules.Setting>> settings) {
        var errors = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        var maxRecordBytes = settings.entrySet().stream()
                .filter(topic -> topic.getValue().containsKey(TopicRules.MAX_BYTES))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        topic -> Long.parseLong(
                                topic.getValue().get(TopicRules.MAX_BYTES).value())));
        for (var topic : topics) {
            var rules = new TopicRules(topic, partitions.get(topic.name()), settings.get(topic.name()));
            errors.addAll(rules.errors());
            warnings.addAll(rules.warnings());
        }
        return new TopicCheck(List.copyOf(errors), List.copyOf(warnings), maxRecordBytes);
    }

    private static Map<String, Map<String, TopicRules.Setting>> settings(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        var resources = topics.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return TopicSetup.answer(admin.describeConfigs(resources).all()).entrySet().stream()
                .collect(Collectors.toMap(found -> found.getKey().name(), found -> settings(found.getValue())));
    }

    private static Map<String, TopicRules.Setting> settings(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(
                        ConfigEntry::name,
                        entry -> new TopicRules.Setting(
                                entry.value(), entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)));
    }
}
