package io.footfall.sandbox.children;

import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.console.EchoLimit;
import io.footfall.sandbox.console.TerminalText;
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
 * Supervises a process: writes its output to a log file, echoes warnings to the console, and restarts it when it exits
 * unexpectedly. There is no liveness probe.
 */
public final class ChildProcess {
    private static final int ECHOED_LINES = 4;

    private final LaunchSpec launch;
    private final Path logPath;
    private final PidFiles pids;
    private final Console console;
    private final EchoLimit echo = new EchoLimit(Clock.systemUTC(), ECHOED_LINES, Duration.ofSeconds(2));
    private final RestartBackoff backoff = new RestartBackoff();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread supervisor;
    private volatile Process process;
    private volatile boolean wasReady;

    private ChildProcess(LaunchSpec launch, Path logPath, PidFiles pids, Console console) {
        this.launch = launch;
        this.logPath = logPath;
        this.pids = pids;
        this.console = console;
        this.supervisor = new Thread(this::supervise, "supervisor-" + launch.name());
    }

    public static ChildProcess start(LaunchSpec launch, Path logPath, PidFiles pids, Console console)
            throws IOException {
        var child = new ChildProcess(launch, logPath, pids, console);
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

    /** A program that has never been ready has not loaded all that later runs need: no archive of it is kept. */
    void ready() {
        wasReady = true;
    }

    /** Whether it records an archive for later starts when it ends. */
    public boolean records() {
        return wasReady && !SharedArchive.timeToRecord(launch.command()).isZero();
    }

    /** Sends SIGTERM to all processes at once, and SIGKILL to those that still run after the timeout. */
    public static void stopAll(List<ChildProcess> children, Duration timeout) throws InterruptedException {
        children.forEach(ChildProcess::terminate);
        for (var child : children) {
            child.awaitExit(timeout);
        }
    }

    private void awaitExit(Duration timeout) throws InterruptedException {
        var limit = wasReady ? timeout.plus(SharedArchive.timeToRecord(launch.command())) : timeout;
        var hasEnded = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (!hasEnded) {
            process.destroyForcibly();
        }
        supervisor.join();
        SharedArchive.endRecording(launch.command(), hasEnded && wasReady);
    }

    /** Sends SIGTERM. No process is started after this. */
    private synchronized void terminate() {
        stopping.countDown();
        // Process.destroy() would close the output before its last lines are read.
        process.toHandle().destroy();
    }

    private synchronized void startProcess() throws IOException {
        if (stopping.getCount() > 0) {
            process = launch.start();
            pids.write(launch.name(), process.toHandle());
        }
    }

    private void supervise() {
        try (var log = LogFile.create(logPath, LogFile.MAX_CHARACTERS)) {
            var started = System.nanoTime();
            copyOutput(process.getInputStream(), log);
            var status = process.waitFor();
            while (stopping.getCount() > 0) {
                var delay = backoff.after(Duration.ofNanos(System.nanoTime() - started));
                console.printError("%s exited unexpectedly with status %d; restarting it in %d s (see %s)"
                        .formatted(name(), status, delay.toSeconds(), logPath));
                if (stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
                started = System.nanoTime();
                startProcess();
                copyOutput(process.getInputStream(), log);
                status = process.waitFor();
            }
            pids.delete(name());
        } catch (IOException e) {
            throw new UncheckedIOException("the supervisor of " + name() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copyOutput(InputStream output, LogFile log) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.line(line);
                if (launch.echo().matches(line) && stopping.getCount() > 0 && echo.tryAcquire()) {
                    console.print(name() + ": " + TerminalText.escape(line));
                }
            }
        }
    }
}
