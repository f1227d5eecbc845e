package io.footfall.alerts.leader;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses to start if Kafka would not use the {@link ActiveStandbyAssignor}: several replicas would then be active, each
 * with a part of the events, and every alert would be notified several times.
 */
@Singleton
final class AssignorGuard {
    private static final String CHANNEL = "mp.messaging.incoming.security.";
    private static final String PROTOCOL_SETTING = CHANNEL + "group.protocol";
    private static final String ASSIGNOR_SETTING = CHANNEL + "partition.assignment.strategy";
    private static final int BEFORE_CHANNELS = Interceptor.Priority.PLATFORM_BEFORE - 1;

    private final String groupProtocol;
    private final String assignor;

    AssignorGuard(
            @ConfigProperty(name = PROTOCOL_SETTING) String groupProtocol,
            @ConfigProperty(name = ASSIGNOR_SETTING) String assignor) {
        this.groupProtocol = groupProtocol;
        this.assignor = assignor;
    }

    void check(@Observes @Priority(BEFORE_CHANNELS) StartupEvent started) {
        // Other protocols assign partitions on the broker, without this class.
        require(PROTOCOL_SETTING, groupProtocol, "classic");
        require(ASSIGNOR_SETTING, assignor, ActiveStandbyAssignor.class.getName());
    }

    private static void require(String setting, String value, String required) {
        if (!value.equalsIgnoreCase(required)) {
            throw new IllegalStateException("%s is %s but must be %s: else several replicas would send notifications"
                    .formatted(setting, value, required));
        }
    }
}
