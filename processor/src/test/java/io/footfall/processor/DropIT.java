package io.footfall.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import org.junit.jupiter.api.Test;

/** The native binary as a command. */
@QuarkusMainIntegrationTest
@WithTestResource(KafkaTestResource.class)
class DropIT {
    private KafkaTestResource.Store store;

    @Test
    void aVersionIsDroppedWithItsBucket(QuarkusMainLauncher processor) {
        var result = processor.launch("drop", "v2");

        assertThat(result.getOutput()).contains("nothing of v2 is in Kafka", "deleted bucket footfall-v2");
        assertThat(result.exitCode()).isZero();
        assertThat(store.deletedBuckets()).containsExactly("/api/v2/buckets/b2");
    }

    @Test
    void anUnknownCommandPrintsTheUsage(QuarkusMainLauncher processor) {
        var result = processor.launch("dorp");

        assertThat(result.getErrorOutput()).contains("usage: drop VERSION");
        assertThat(result.exitCode()).isEqualTo(2);
    }
}
