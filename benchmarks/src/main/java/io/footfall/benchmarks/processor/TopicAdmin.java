package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Installation.Listening;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes room for a pass over the log, and takes away what it has left. */
record TopicAdmin(Listening broker) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    void create(String topic, int partitions) throws IOException, InterruptedException {
        try (var admin = Installation.admin(broker)) {
            var request = new NewTopic(topic, partitions, (short) 1);
            admin.createTopics(List.of(request)).all().get();
            broker.server().await(() -> isKnown(admin, topic), PATIENCE);
        } catch (ExecutionException e) {
            throw new IOException(topic + " cannot be created", e);
        }
    }

    /** What has just been created is not known to all of the broker at once, and who asks too early is told so as an error. */
    private static boolean isKnown(Admin admin, String topic) throws InterruptedException {
        try {
            return admin.describeTopics(List.of(topic)).topicNameValues().get(topic).get().partitions().stream()
                    .noneMatch(partition -> partition.leader() == null);
        } catch (ExecutionException notYet) {
            if (notYet.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new IllegalStateException(topic + " cannot be described", notYet);
        }
    }

    /** Deletes everything but the log itself. */
    void deleteDerived() throws IOException, InterruptedException {
        try (var admin = Installation.admin(broker)) {
            var derived = admin.listTopics().names().get().stream()
                    .filter(topic -> !topic.equals(new Topics("").clicks()))
                    .toList();
            admin.deleteTopics(derived).all().get();
        } catch (ExecutionException e) {
            throw new IOException("the topics of a pass cannot be deleted", e);
        }
    }
}
