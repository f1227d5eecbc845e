package io.footfall.alerts;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.internals.AbstractPartitionAssignor;
import org.apache.kafka.common.TopicPartition;

/**
 * The members of a group in; all partitions to the one that has them, else to the one that has been
 * there for longest, and none to the others, which stand by, out. So one replica knows all that there
 * is to know of an alert, goes on while others come and go, and another takes over when it is gone.
 */
@RegisterForReflection
public final class ActiveStandbyAssignor extends AbstractPartitionAssignor {
    private final long since = System.currentTimeMillis();

    @Override
    public String name() {
        return "active-standby";
    }

    /** The one that has the partitions keeps them meanwhile. */
    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE, RebalanceProtocol.EAGER);
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        return ByteBuffer.allocate(Long.BYTES).putLong(0, since);
    }

    @Override
    public Map<String, List<TopicPartition>> assign(
            Map<String, Integer> partitionsPerTopic, Map<String, Subscription> subscriptions) {
        var assignment = new HashMap<String, List<TopicPartition>>();
        subscriptions.keySet().forEach(member -> assignment.put(member, new ArrayList<>()));
        subscriptions.entrySet().stream()
                .min(Comparator.comparing((Map.Entry<String, Subscription> member) ->
                                -member.getValue().ownedPartitions().size())
                        .thenComparing(member -> since(member.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .ifPresent(oldest -> partitionsPerTopic.forEach(
                        (topic, partitions) -> assignment.get(oldest.getKey()).addAll(partitions(topic, partitions))));
        return assignment;
    }

    private static long since(Subscription subscription) {
        return subscription.userData() == null
                ? Long.MAX_VALUE
                : subscription.userData().duplicate().getLong();
    }
}
