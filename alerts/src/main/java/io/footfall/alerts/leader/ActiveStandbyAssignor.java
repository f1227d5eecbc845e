package io.footfall.alerts.leader;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;

/**
 * Assigns all partitions to one member of the group, the active replica: to the one that has them, else to the one that
 * started first. The others stand by. Rules need all events in one place.
 *
 * <p>Kafka uses it only with {@code group.protocol=classic}; {@link AssignorGuard} checks that.
 */
@RegisterForReflection
public final class ActiveStandbyAssignor implements ConsumerPartitionAssignor {
    private final long startedAtMillis = System.currentTimeMillis();

    @Override
    public String name() {
        return "active-standby";
    }

    /** With the cooperative protocol, the active replica continues during a rebalance. */
    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE, RebalanceProtocol.EAGER);
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        return ByteBuffer.allocate(Long.BYTES).putLong(0, startedAtMillis);
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
        var subscriptions = group.groupSubscription();
        var assignments = new HashMap<String, Assignment>();
        subscriptions.keySet().forEach(member -> assignments.put(member, new Assignment(List.of())));
        subscriptions.entrySet().stream()
                .min(Comparator.comparing((Map.Entry<String, Subscription> member) ->
                                -member.getValue().ownedPartitions().size())
                        .thenComparing(member -> startedAtMillis(member.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .ifPresent(active -> assignments.put(
                        active.getKey(),
                        new Assignment(partitions(cluster, active.getValue().topics()))));
        return new GroupAssignment(assignments);
    }

    private static List<TopicPartition> partitions(Cluster cluster, List<String> topics) {
        var partitions = new ArrayList<TopicPartition>();
        topics.forEach(topic -> cluster.partitionsForTopic(topic)
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
        return partitions;
    }

    private static long startedAtMillis(Subscription subscription) {
        return subscription.userData() == null
                ? Long.MAX_VALUE
                : subscription.userData().duplicate().getLong();
    }
}
