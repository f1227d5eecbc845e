package io.footfall.sandbox.children;

import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.console.EchoLimit;
import io.footfall.sandbox.console.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A supervised process: its output goes into a log file and its warnings to the console; when it ends
 * unasked it is started again. Unlike Kubernetes, nobody here asks a process that runs whether it is alive.
 */
public final class Child {
    private static final int ECHOED_LINES = 4;

    private final Launch launch;
    private final Path logPath;
    private final PidBook pids;
    private final Console console;
    private final EchoLimit echo = new EchoLimit(Clock.systemUTC(), ECHOED_LINES, Duration.ofSeconds(2));
    private final Backoff backoff = new Backoff();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread supervisor;
    private volatile Process process;

    private Child(Launch launch, Path logPath, PidBook pids, Console console) {
        this.launch = launch;
        this.logPath = logPath;
        this.pids = pids;
        this.console = console;
        this.supervisor = new Thread(this::supervise, "supervisor-" + launch.name());
    }

    public static Child start(Launch launch, Path logPath, PidBook pids, Console console) throws IOException {
        var child = new Child(launch, logPath, pids, console);
        child.startProcess();
        child.supervisor.setDaemon(true);
        child.supervisor.start();
        return child;
    }

    public String name() {
        return launch.name();
    }

    public Path logPath() {
        return logPath;
    }

    /** Asks the processes to end, all at once, and ends each after the grace. */
    public static void stopAll(List<Child> children, Duration grace) throws InterruptedException {
        children.forEach(Child::signal);
        for (var child : children) {
            child.awaitEnd(grace);
        }
    }

    private void awaitEnd(Duration grace) throws InterruptedException {
        if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        supervisor.join();
    }

    /** After this no process is started any more, and the running one knows that it has to end. */
    private synchronized void signal() {
        stopping.countDown();
        // Through the handle: Process.destroy() would close the output while its last lines are read.
        process.toHandle().destroy();
    }

    private synchronized void startProcess() throws IOException {
        if (stopping.getCount() > 0) {
            process = launch.start();
            pids.record(launch.name(), process.toHandle());
        }
    }

    private void supervise() {
        try (var log = LogFile.startedAnew(logPath, LogFile.MAX_CHARACTERS)) {
            var started = System.nanoTime();
            copyOutput(process.getInputStream(), log);
            var status = process.waitFor();
            while (stopping.getCount() > 0) {
                var wait = backoff.after(Duration.ofNanos(System.nanoTime() - started));
                console.complain("%s ended unasked with exit status %d; started again in %d s (see %s)"
                        .formatted(name(), status, wait.toSeconds(), logPath));
                if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
                started = System.nanoTime();
                startProcess();
                copyOutput(process.getInputStream(), log);
                status = process.waitFor();
            }
            pids.forget(name());
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " cannot be supervised", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copyOutput(InputStream output, LogFile log) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.line(line);
                if (launch.shown().isToldBy(line) && stopping.getCount() > 0 && echo.admits()) {
                    console.say(name() + ": " + Terminal.safe(line));
                }
            }
        }
    }
}
