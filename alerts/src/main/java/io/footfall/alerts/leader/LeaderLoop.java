package io.footfall.alerts.leader;

import io.footfall.alerts.evaluation.ReceivedEvent;
import io.footfall.events.settings.ServiceMain;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The thread on which the {@link ActiveReplica} works while this replica is the leader. An unexpected exception stops
 * the service, so that the next active replica does the work again.
 */
@Singleton
public final class LeaderLoop implements Executor {
    /** While this replica stands by, whose events others process. */
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "alerts-leader");
        made.setDaemon(true);
        return made;
    });

    private final Runnable exit;
    private ScheduledFuture<?> nextTick;
    /** Null while another replica is the leader. */
    private volatile ActiveReplica replica;

    LeaderLoop() {
        this(ServiceMain::stopAfterFailure);
    }

    LeaderLoop(Runnable exit) {
        this.exit = exit;
    }

    /** Makes this replica the leader. */
    void lead(ActiveReplica newReplica) {
        runAndWait(() -> {
            stopReplica();
            newReplica.takeOver();
            replica = newReplica;
            scheduleTick(Duration.ZERO);
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
                    scheduleTick();
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
                wait(CHECK_INTERVAL.toMillis());
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
            thread.execute(() -> stopServiceOnError(() -> {
                task.run();
                scheduleTick();
            }));
        }
    }

    private void stopReplica() {
        if (replica != null) {
            replica.stop();
        }
        replica = null;
        cancelTick();
    }

    private void tick() {
        nextTick = null;
        if (replica != null) {
            replica.tick();
            scheduleTick();
        }
    }

    /** What has just happened may make the replica's next work due sooner. */
    private void scheduleTick() {
        if (replica != null) {
            scheduleTick(replica.untilNextTick());
        }
    }

    private void scheduleTick(Duration wait) {
        var nanos = wait.toNanos();
        if (nextTick != null && !nextTick.isDone() && nextTick.getDelay(TimeUnit.NANOSECONDS) <= nanos) {
            return;
        }
        cancelTick();
        try {
            nextTick = thread.schedule(() -> stopServiceOnError(this::tick), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The service may have begun to stop meanwhile.
            if (!thread.isShutdown()) {
                throw e;
            }
        }
    }

    private void cancelTick() {
        if (nextTick != null) {
            nextTick.cancel(false);
        }
    }

    private void runAndWait(Runnable task) {
        CompletableFuture.runAsync(task, thread).join();
    }

    private void stopServiceOnError(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error unexpected) {
            Log.fatal("Evaluating rules and sending notifications failed; stopping", unexpected);
            exit.run();
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        execute(this::stopReplica);
        thread.shutdown();
    }
}
