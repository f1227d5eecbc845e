package io.footfall.processor;

import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** The log: its name and its number of partitions. */
record ClicksTopic(String name, int partitions) {
    /**
     * Finds the log, and creates what is missing of the system's topics.
     *
     * @param wanted partitions of a log that is missing, too
     */
    static ClicksTopic prepared(Admin admin, Topics topics, int wanted)
            throws ExecutionException, InterruptedException {
        TopicSetup.createMissing(admin, List.of(topics.clicksTopic(wanted)));
        var log = new ClicksTopic(
                topics.clicks(), count(admin, List.of(topics.clicks())).get(topics.clicks()));
        TopicSetup.createMissing(admin, topics.all(log.partitions));
        log.check(count(admin, topics.perClick()));
        return log;
    }

    /** A derived record stays in the partition of its click, which tells where it comes from. */
    private void check(Map<String, Integer> followers) {
        followers.forEach((follower, found) -> {
            if (found != partitions) {
                throw new IllegalStateException("%s has %d partitions, but must have %d, as %s has"
                        .formatted(follower, found, partitions, name));
            }
        });
    }

    private static Map<String, Integer> count(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .collect(Collectors.toMap(
                        TopicDescription::name, found -> found.partitions().size()));
    }
}
