package io.footfall.alerts;

import io.footfall.events.PageViewWindow;
import io.footfall.events.TrafficWindow;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Forbidden clicks and windows in, batch by batch; acknowledged once the alerts that follow from a
 * batch are safe. A batch that fails is not skipped: the channel stops and liveness goes down.
 */
@ApplicationScoped
@RegisterForReflection(
        targets = {PageViewWindow.class, TrafficWindow.class},
        registerFullHierarchy = true)
class SecurityChannel {
    private final AlertEngine engine;

    SecurityChannel(AlertEngine engine) {
        this.engine = engine;
    }

    @Incoming("security")
    @Blocking
    void judge(ConsumerRecords<byte[], byte[]> records) {
        engine.judge(records);
    }
}
