package io.footfall.events.settings;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Ends the process if it has not ended a while after its shutdown began. Some clients of Kafka wait without limit for an
 * answer when they are closed, so a service whose Kafka is gone would never end.
 */
final class ShutdownDeadline {
    private static final Logger LOG = Logger.getLogger(ShutdownDeadline.class);
    /** Longer than any shutdown takes while Kafka answers, and shorter than Kubernetes waits. */
    private static final ShutdownDeadline OF_SERVICE = new ShutdownDeadline(Duration.ofSeconds(30));

    private static final int STATUS = 1;

    private final Duration limit;
    private final AtomicBoolean hasStarted = new AtomicBoolean();

    ShutdownDeadline(Duration limit) {
        this.limit = limit;
    }

    /** The deadline of this service. */
    static ShutdownDeadline ofService() {
        return OF_SERVICE;
    }

    /** Starts the deadline when the process receives SIGTERM or SIGINT. */
    void startAtShutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::start, "shutdown-deadline"));
    }

    /** Starts the deadline now, once: for a service that ends by itself. */
    void start() {
        if (hasStarted.compareAndSet(false, true)) {
            var thread = new Thread(this::haltWhenOver, "shutdown-deadline");
            thread.setDaemon(true);
            thread.start();
        }
    }

    boolean isStarted() {
        return hasStarted.get();
    }

    private void haltWhenOver() {
        try {
            Thread.sleep(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        LOG.errorf(
                "The service has not ended within %d s of its shutdown and is halted; Kafka may be gone (kafka.bootstrap.servers)",
                limit.toSeconds());
        Runtime.getRuntime().halt(STATUS);
    }
}
