package io.footfall.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own. It is not started again if it ends: its figures would be another process's. */
public final class ServerProcess {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int LAST_LINES = 20;

    private final long began = System.nanoTime();
    private final String name;
    private final Process process;
    private final Path log;
    private final int port;
    private final int managementPort;
    private double readyMillis;

    /** @param managementPort of a service, for its health and metrics; else 0 */
    ServerProcess(String name, Process process, Path log, int port, int managementPort) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.port = port;
        this.managementPort = managementPort;
    }

    String name() {
        return name;
    }

    /** The port on loopback. */
    public int port() {
        return port;
    }

    /** Value for {@code bootstrap.servers}, if it is a broker. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Time from its start until it was ready. */
    public double readyMillis() {
        return readyMillis;
    }

    public ProcessUsage usage() throws IOException {
        checkAlive();
        return ProcessUsage.of(process.toHandle());
    }

    /** Megabytes in the heap of a service after a full collection. */
    public double liveHeapMegabytes() throws Exception {
        var jcmd = Project.JAVA.resolveSibling("jcmd").toString();
        var status = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException(name + ": " + jcmd + " GC.run ended with status " + status);
        }
        return LocalHttp.sum(metrics(), "jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20);
    }

    /** Metrics of a service, in the format of Prometheus. */
    public String metrics() throws IOException, InterruptedException {
        return LocalHttp.get(managementPort, "/q/metrics");
    }

    /** Waits until a request succeeds. */
    ServerProcess awaitReady(Duration timeout, Callable<?> request) throws Exception {
        Await.until(timeout, name + " was not ready", () -> {
            checkAlive();
            try {
                return request.call() != null;
            } catch (IOException notYet) {
                return false;
            }
        });
        readyMillis = (System.nanoTime() - began) / 1e6;
        return this;
    }

    /** Returns when the process has ended by itself. */
    public void awaitEnd(Duration timeout) throws Exception {
        Await.until(timeout, name + " did not end", () -> !process.isAlive());
        if (process.exitValue() != 0) {
            checkAlive();
        }
    }

    /** Throws the last lines of the log if the process has ended. */
    public void checkAlive() throws IOException {
        if (!process.isAlive()) {
            var lines = Files.readAllLines(log);
            var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
            throw new IOException("%s ended with status %d; its last lines were%n%s"
                    .formatted(name, process.exitValue(), String.join("\n", last)));
        }
    }

    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
