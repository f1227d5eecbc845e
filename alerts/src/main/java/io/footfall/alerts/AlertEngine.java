package io.footfall.alerts;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The thread on which this replica does its {@link Duty}, while it has one: records and the clock in.
 * If something fails that nobody has foreseen, the service ends, and what it was doing is done again.
 */
@Singleton
final class AlertEngine implements Executor {
    private static final Duration PACE = Duration.ofMillis(100);
    /** As long as the group waits for a member: who has slept for longer may have been replaced. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(10);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "alerts");
        made.setDaemon(true);
        return made;
    });

    private volatile Duty duty;
    /** When the thread was last known to be awake; only it knows. */
    private long awakeAt = System.nanoTime();

    AlertEngine() {
        var unused = thread.scheduleWithFixedDelay(
                () -> guarded(this::pass), PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From now on this replica is the one that judges and tells. */
    void begin(Duty newDuty) {
        run(() -> {
            leave();
            newDuty.takeOver();
            duty = newDuty;
        });
        synchronized (this) {
            notifyAll();
        }
    }

    boolean isOnDuty() {
        return duty != null;
    }

    /** From now on another one is; at the end of the service there is nothing to wait for any more. */
    void end() {
        if (thread.isShutdown()) {
            duty = null;
        } else {
            run(this::leave);
        }
    }

    /**
     * Returns once the alerts that follow from these records are safe. Without duty they are another
     * replica's now: they wait, so that nobody takes them for judged.
     */
    void judge(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        var isJudged = new AtomicBoolean();
        while (!isJudged.get()) {
            awaitDuty();
            run(() -> {
                if (duty != null) {
                    duty.judge(records);
                    isJudged.set(true);
                }
            });
        }
    }

    private synchronized void awaitDuty() {
        try {
            while (duty == null) {
                if (thread.isShutdown()) {
                    throw new IllegalStateException("the service ends before the records were judged");
                }
                wait(PACE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the records were judged", e);
        }
    }

    /** For what comes of attempts. */
    @Override
    public void execute(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(() -> guarded(task));
        }
    }

    private void leave() {
        if (duty != null) {
            duty.end();
        }
        duty = null;
    }

    private void pass() {
        if (duty != null) {
            duty.pass();
        }
    }

    private void run(Runnable task) {
        CompletableFuture.runAsync(() -> awake(task), thread).join();
    }

    private void awake(Runnable task) {
        var slept = Duration.ofNanos(System.nanoTime() - awakeAt);
        if (duty != null && slept.compareTo(LONGEST_SLEEP) > 0) {
            Quarkus.asyncExit(1);
            throw new IllegalStateException("this process was stopped for " + slept.toSeconds()
                    + " s: another replica may judge and tell by now");
        }
        task.run();
        awakeAt = System.nanoTime();
    }

    private void guarded(Runnable task) {
        try {
            awake(task);
        } catch (RuntimeException | Error unexpected) {
            Log.fatal("Alerts cannot go on; the service ends", unexpected);
            Quarkus.asyncExit(1);
        }
    }

    void stop(@Observes ShutdownEvent ending) {
        thread.shutdown();
    }
}
