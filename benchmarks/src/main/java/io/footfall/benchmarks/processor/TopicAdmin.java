package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Installation.Listening;
import io.footfall.events.Topics;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes room for a pass over the log, and takes away what it has left. */
record TopicAdmin(Listening broker) {
    void create(String topic, int partitions) throws IOException, InterruptedException {
        try (var admin = Installation.admin(broker)) {
            var request = new NewTopic(topic, partitions, (short) 1);
            admin.createTopics(List.of(request)).all().get();
        } catch (ExecutionException e) {
            throw new IOException(topic + " cannot be created", e);
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
