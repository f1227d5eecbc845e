package io.footfall.alerts.state;

import io.footfall.alerts.AlertsConfig;
import io.footfall.events.topics.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.util.Map;

/** An {@link AlertsViewConsumer} outside of the service. */
public record AlertsViewFixture(AlertsViewConsumer consumer) implements AutoCloseable {
    /** Returns once the view is complete. */
    public static AlertsViewFixture start(
            AlertsView view, Map<String, Object> kafka, Topics topics, AlertsConfig config) {
        try {
            var consumer = new AlertsViewConsumer(view, kafka, topics, config);
            consumer.start(new StartupEvent());
            return new AlertsViewFixture(consumer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            consumer.stop(new ShutdownEvent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
