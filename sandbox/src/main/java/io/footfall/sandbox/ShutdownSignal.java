package io.footfall.sandbox;

import io.footfall.sandbox.console.Console;
import java.util.concurrent.atomic.AtomicInteger;

/** Stops the system when the process is asked to exit, and chooses its exit status. */
final class ShutdownSignal {
    private final Console console;
    private final AtomicInteger status = new AtomicInteger();
    private volatile boolean received;

    private ShutdownSignal(Console console) {
        this.console = console;
    }

    /**
     * From now on SIGINT, SIGTERM, System.exit and, with {@code withParent}, the exit of the parent process stop the
     * system.
     */
    static ShutdownSignal handle(LocalSystem system, ClickTraffic traffic, Console console, boolean withParent) {
        var signal = new ShutdownSignal(console);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> signal.stop(system, traffic), "shutdown"));
        if (withParent) {
            ProcessHandle.current().parent().ifPresent(ShutdownSignal::exitAfter);
        }
        return signal;
    }

    /** Exits with status 1. Ignored during shutdown, when parts fail because others have stopped. */
    void failed(String reason) {
        if (!received && status.compareAndSet(0, 1)) {
            console.printError("sandbox: " + reason);
        }
    }

    /** Halts, because the JVM would exit with 128 + the signal, and a requested exit is no failure. */
    private void stop(LocalSystem system, ClickTraffic traffic) {
        received = true;
        console.print("stopping");
        try {
            traffic.stop();
            system.stop();
            console.print("stopped");
        } catch (InterruptedException e) {
            console.printError("sandbox: interrupted while stopping; some processes may still run");
            status.set(1);
        } finally {
            Runtime.getRuntime().halt(status.get());
        }
    }

    private static void exitAfter(ProcessHandle parent) {
        var unused = parent.onExit().thenRun(() -> System.exit(0));
    }
}
