package io.footfall.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. One that ends is not started again, because its figures would be another's. */
public final class Server {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int LAST_LINES = 20;

    private final String name;
    private final Process process;
    private final Path log;

    Server(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    public Vitals vitals() throws IOException {
        if (!process.isAlive()) {
            throw ended();
        }
        return Vitals.of(process.toHandle());
    }

    public boolean isAlive() {
        return process.isAlive();
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

    /** Ends it as the kernel does when memory runs out: it gets no chance to tidy up. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Has a JVM take away what its heap no longer needs. */
    public void collectGarbage() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        run(jcmd, Long.toString(pid()), "GC.run");
    }

    private void signal(String name) throws IOException, InterruptedException {
        run("sh", "-c", "kill -" + name + " " + pid());
    }

    private void run(String... command) throws IOException, InterruptedException {
        var status = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException(name + ": " + String.join(" ", command) + " ended with status " + status);
        }
    }

    /** Looks again and again until the server is ready. */
    public void await(Probe probe, Duration patience) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!probe.ready()) {
            if (!process.isAlive()) {
                throw ended();
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(name + " is not ready after " + patience + "; its last lines were" + lastLines());
            }
            Thread.sleep(20);
        }
    }

    private IOException ended() throws IOException {
        return new IOException(
                name + " ended with status " + process.exitValue() + "; its last lines were" + lastLines());
    }

    /** The log itself goes away with the workplace. */
    private String lastLines() throws IOException {
        var lines = Files.readAllLines(log);
        return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Waits until it ends by itself. */
    public void awaitEnd(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException(name + " has not ended after " + patience);
        }
        if (process.exitValue() != 0) {
            throw ended();
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
