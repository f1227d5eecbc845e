package io.footfall.alerts.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ActiveStandbyAssignorTest {
    private static final TopicPartition A0 = new TopicPartition("a", 0);
    private static final TopicPartition A1 = new TopicPartition("a", 1);
    private static final TopicPartition B0 = new TopicPartition("b", 0);
    private static final Cluster CLUSTER = new Cluster(
            "id",
            List.of(),
            Stream.of(A0, A1, B0).map(ActiveStandbyAssignorTest::info).toList(),
            Set.of(),
            Set.of());

    @Test
    void theMemberThatStartedFirstGetsAllPartitions() {
        var assignment = assign(Map.of(
                "new",
                startedAt(200, List.of()),
                "old",
                startedAt(100, List.of()),
                "newest",
                startedAt(300, List.of())));

        assertThat(assignment.get("old").partitions()).containsExactlyInAnyOrder(A0, A1, B0);
        assertThat(assignment.get("new").partitions()).isEmpty();
        assertThat(assignment.get("newest").partitions()).isEmpty();
    }

    @Test
    void theOwnerKeepsThePartitionsEvenIfAnOlderMemberReturns() {
        var assignment = assign(Map.of("old", startedAt(100, List.of()), "owner", startedAt(200, List.of(A0, A1, B0))));

        assertThat(assignment.get("owner").partitions()).containsExactlyInAnyOrder(A0, A1, B0);
        assertThat(assignment.get("old").partitions()).isEmpty();
    }

    @Test
    void theUserDataOfAMemberHaveItsStartTime() {
        var first = new ActiveStandbyAssignor().subscriptionUserData(Set.of("a"));

        var assignment = assign(Map.of(
                "first", new Subscription(List.of("a", "b"), first), "later", startedAt(Long.MAX_VALUE, List.of())));

        assertThat(assignment.get("first").partitions()).containsExactlyInAnyOrder(A0, A1, B0);
    }

    private static Map<String, Assignment> assign(Map<String, Subscription> members) {
        return new ActiveStandbyAssignor()
                .assign(CLUSTER, new GroupSubscription(members))
                .groupAssignment();
    }

    private static Subscription startedAt(long millis, List<TopicPartition> owned) {
        return new Subscription(
                List.of("a", "b"), ByteBuffer.allocate(Long.BYTES).putLong(0, millis), owned);
    }

    private static PartitionInfo info(TopicPartition partition) {
        return new PartitionInfo(partition.topic(), partition.partition(), null, null, null);
    }
}
