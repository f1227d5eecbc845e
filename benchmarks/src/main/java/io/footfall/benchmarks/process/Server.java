package io.footfall.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. One that ends is not started again, because its figures would be another's. */
public final class Server {
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final String name;
    private final Process process;
    private final Path log;

    Server(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    public Vitals vitals() throws IOException {
        return Vitals.of(process.toHandle());
    }

    public long pid() {
        return process.pid();
    }

    /** Stops it where it stands: its connections stay open, and nobody answers on them. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var status = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("SIG" + name + " cannot be sent to " + this.name);
        }
    }

    /** Looks again and again until the server is ready. */
    public void await(Probe probe, Duration patience) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!probe.ready()) {
            if (!process.isAlive()) {
                throw new IOException(name + " ended with status " + process.exitValue() + "; its log is " + log);
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(name + " is not ready after " + patience + "; its log is " + log);
            }
            Thread.sleep(200);
        }
    }

    void end() throws IOException, InterruptedException {
        if (process.isAlive()) {
            process.destroy();
            thaw();
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** One look at whether it is ready. */
    @FunctionalInterface
    public interface Probe {
        boolean ready() throws InterruptedException;
    }
}
