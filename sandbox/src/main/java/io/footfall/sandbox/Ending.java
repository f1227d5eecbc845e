package io.footfall.sandbox;

import io.footfall.sandbox.console.Console;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends the system, whatever the reason for the process to end, and decides its exit status. */
final class Ending {
    private final Console console;
    private final AtomicInteger status = new AtomicInteger();
    private volatile boolean begun;

    private Ending(Console console) {
        this.console = console;
    }

    /** From now on SIGINT, SIGTERM, an exit and, where asked for, the end of the parent process end the system. */
    static Ending armed(LocalSystem system, ClickTraffic traffic, Console console, boolean withParent) {
        var ending = new Ending(console);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ending.end(system, traffic), "ending"));
        if (withParent) {
            ProcessHandle.current().parent().ifPresent(Ending::endAfter);
        }
        return ending;
    }

    /** What fails because everything is being ended is no failure. */
    void failed(String reason) {
        if (!begun && status.compareAndSet(0, 1)) {
            console.complain("sandbox: " + reason);
        }
    }

    /** The JVM would exit with 128 + the signal; to be asked to end is no failure. */
    private void end(LocalSystem system, ClickTraffic traffic) {
        begun = true;
        console.say("ending");
        try {
            traffic.stop();
            system.stop();
            console.say("ended");
        } catch (InterruptedException e) {
            console.complain("sandbox: interrupted while ending; something may still run");
            status.set(1);
        } finally {
            Runtime.getRuntime().halt(status.get());
        }
    }

    private static void endAfter(ProcessHandle parent) {
        var unused = parent.onExit().thenRun(() -> System.exit(0));
    }
}
