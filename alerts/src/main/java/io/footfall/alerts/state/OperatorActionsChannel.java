package io.footfall.alerts.state;

import io.footfall.events.Json;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Produces what operators did to its topic, on every replica. */
@Singleton
public final class OperatorActionsChannel {
    /** Short, because an operator waits for the answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final MutinyEmitter<byte[]> actions;

    OperatorActionsChannel(
            @Channel("operator-actions-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<byte[]> actions) {
        this.actions = actions;
    }

    /**
     * Writes what an operator did.
     *
     * @param action null takes it back
     * @throws io.smallrye.mutiny.TimeoutException if Kafka does not answer within seconds; the action may be written
     *     all the same
     */
    public void write(String key, Object action) {
        actions.sendMessage(KafkaRecord.of(key, action == null ? null : Json.write(action)))
                .await()
                .atMost(TIMEOUT);
    }
}
