package io.footfall.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ActiveStandbyAssignorTest {
    private final ActiveStandbyAssignor assignor = new ActiveStandbyAssignor();

    @Test
    void theOneThatHasBeenThereForLongestGetsEverything() {
        var assignment = assignor.assign(
                Map.of("a", 2, "b", 1), Map.of("new", since(200), "old", since(100), "newest", since(300)));

        assertThat(assignment.get("old"))
                .containsExactlyInAnyOrder(
                        new TopicPartition("a", 0), new TopicPartition("a", 1), new TopicPartition("b", 0));
        assertThat(assignment.get("new")).isEmpty();
        assertThat(assignment.get("newest")).isEmpty();
    }

    @Test
    void whoHasThePartitionsKeepsThemEvenIfAnOlderOneComesBack() {
        var has = List.of(new TopicPartition("a", 0), new TopicPartition("a", 1));
        var owner = new Subscription(
                List.of("a", "b"), ByteBuffer.allocate(Long.BYTES).putLong(0, 200), has);

        var assignment = new ActiveStandbyAssignor().assign(Map.of("a", 2), Map.of("old", since(100), "owner", owner));

        assertThat(assignment.get("owner")).containsExactlyInAnyOrderElementsOf(has);
        assertThat(assignment.get("old")).isEmpty();
    }

    private static Subscription since(long time) {
        return new Subscription(
                List.of("a", "b"), ByteBuffer.allocate(Long.BYTES).putLong(0, time));
    }
}
