package io.footfall.events.topics;

import io.footfall.events.settings.BrokerNames;
import java.time.Duration;
import java.util.Map;

/** What a service waits for and checks before its first Kafka client is created. */
public final class KafkaStart {
    private KafkaStart() {}

    /**
     * Waits until the name of a broker resolves, then checks rights.
     *
     * @param kafka settings of Kafka clients
     * @param timeout of each answer of Kafka; rights are not checked if there is none
     * @throws IllegalStateException if the service's user lacks rights
     * @throws InterruptedException if the service is stopped meanwhile
     */
    public static void await(Map<String, Object> kafka, KafkaRights rights, Duration timeout)
            throws InterruptedException {
        new BrokerNames(String.valueOf(kafka.get("bootstrap.servers"))).await();
        try (var admin = new KafkaAdmin(kafka, timeout)) {
            var problem = rights.problem(admin);
            if (problem.isPresent()) {
                throw new IllegalStateException(problem.get());
            }
        }
    }
}
