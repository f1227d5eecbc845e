package io.footfall.alerts.leader;

import io.footfall.alerts.evaluation.ReceivedEvent;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The thread on which the {@link ActiveReplica} works while this replica is the leader. An unexpected exception stops
 * the service, so that the next active replica does the work again.
 */
@Singleton
public final class LeaderLoop implements Executor {
    private static final Duration TICK_INTERVAL = Duration.ofMillis(100);
    /** The session timeout of the consumer group: after a longer pause, another replica may be the leader. */
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "alerts-leader");
        made.setDaemon(true);
        return made;
    });

    /** Null while another replica is the leader. */
    private volatile ActiveReplica replica;
    /** Used by the thread alone. */
    private long lastActiveNanos = System.nanoTime();

    LeaderLoop() {
        var unused = thread.scheduleWithFixedDelay(
                () -> stopServiceOnError(this::tick),
                TICK_INTERVAL.toMillis(),
                TICK_INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Makes this replica the leader. */
    void lead(ActiveReplica newReplica) {
        runAndWait(() -> {
            stopReplica();
            newReplica.takeOver();
            replica = newReplica;
        });
        synchronized (this) {
            notifyAll();
        }
    }

    boolean isLeader() {
        return replica != null;
    }

    /** Ends the leadership of this replica. */
    void resign() {
        if (thread.isShutdown()) {
            replica = null;
        } else {
            runAndWait(this::stopReplica);
        }
    }

    /**
     * Processes events; their alerts are written when it returns. Without leadership it waits: the events belong to
     * another replica, and must not be acknowledged.
     */
    void process(List<ReceivedEvent> events) {
        var isProcessed = new AtomicBoolean();
        while (!isProcessed.get()) {
            awaitLeadership();
            runAndWait(() -> {
                if (replica != null) {
                    replica.process(events);
                    isProcessed.set(true);
                }
            });
        }
    }

    private synchronized void awaitLeadership() {
        try {
            while (replica == null) {
                if (thread.isShutdown()) {
                    throw new IllegalStateException("stopped before the records were processed");
                }
                wait(TICK_INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the records were processed", e);
        }
    }

    /** Runs a task on the thread, later; for the outcome of attempts. */
    @Override
    public void execute(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(() -> stopServiceOnError(task));
        }
    }

    private void stopReplica() {
        if (replica != null) {
            replica.stop();
        }
        replica = null;
    }

    private void tick() {
        if (replica != null) {
            replica.tick();
        }
    }

    private void runAndWait(Runnable task) {
        CompletableFuture.runAsync(() -> runUnlessPaused(task), thread).join();
    }

    private void runUnlessPaused(Runnable task) {
        var pause = Duration.ofNanos(System.nanoTime() - lastActiveNanos);
        if (replica != null && pause.compareTo(MAX_PAUSE) > 0) {
            Quarkus.asyncExit(1);
            throw new IllegalStateException(
                    "This process was suspended for %d s, longer than session.timeout.ms:".formatted(pause.toSeconds())
                            + " another replica may be active by now");
        }
        task.run();
        lastActiveNanos = System.nanoTime();
    }

    private void stopServiceOnError(Runnable task) {
        try {
            runUnlessPaused(task);
        } catch (RuntimeException | Error unexpected) {
            Log.fatal("Evaluating rules and sending notifications failed; stopping", unexpected);
            Quarkus.asyncExit(1);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.shutdown();
    }
}
