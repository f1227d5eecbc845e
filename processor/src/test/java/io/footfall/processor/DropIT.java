package io.footfall.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.broker.LocalBroker;
import io.footfall.events.topics.Topic;
import io.footfall.events.topics.TopicSetup;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** The native binary as a command. */
@QuarkusMainIntegrationTest
@WithTestResource(KafkaTestResource.class)
class DropIT {
    private LocalBroker broker;
    private KafkaTestResource.Store store;

    @Test
    void aVersionIsDroppedWithItsBucketAndNothingOfOneThatDoesNotExist(QuarkusMainLauncher processor)
            throws ExecutionException, InterruptedException {
        create("clicks-cleaned-v2", "alerts-v2");

        var absent = processor.launch("drop", "v3");
        assertThat(absent.getErrorOutput()).contains("nothing is deleted", "clicks-cleaned-v3");
        assertThat(absent.exitCode()).isOne();
        assertThat(store.deletedBuckets()).isEmpty();

        var result = processor.launch("drop", "v2");
        assertThat(result.getOutput())
                .contains("deleted topic  alerts-v2", "deleted bucket footfall-v2", "deleted topic  clicks-cleaned-v2");
        assertThat(result.exitCode()).isZero();
        assertThat(store.deletedBuckets()).containsExactly("/api/v2/buckets/b2");
    }

    @Test
    void aWordOfALiveTopicIsRefused(QuarkusMainLauncher processor) throws ExecutionException, InterruptedException {
        var result = processor.launch("drop", "decisions");

        assertThat(result.getErrorOutput()).contains("'decisions'");
        assertThat(result.exitCode()).isEqualTo(2);
        try (var admin = admin()) {
            assertThat(admin.listTopics().names().get()).contains("alerts-decisions");
        }
    }

    private void create(String... topics) throws ExecutionException, InterruptedException {
        try (var admin = admin()) {
            var definitions = Stream.of(topics).map(name -> new Topic(name, 1, Map.of()));
            TopicSetup.createMissing(admin, definitions.toList());
        }
    }

    private Admin admin() {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()));
    }

    @Test
    void anUnknownCommandPrintsTheUsage(QuarkusMainLauncher processor) {
        var result = processor.launch("dorp");

        assertThat(result.getErrorOutput()).contains("usage: drop VERSION");
        assertThat(result.exitCode()).isEqualTo(2);
    }
}
