package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;

import io.footfall.sandbox.FreePorts;
import io.footfall.sandbox.RunningSandbox;
import io.footfall.testing.HttpClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service that the test itself runs with the servers of a sandbox. */
final class ServiceProcess implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Process process;
    private final URI management;

    private ServiceProcess(Process process, URI management) {
        this.process = process;
        this.management = management;
    }

    /** Starts the service and returns at once. Its output is appended to a file. */
    static ServiceProcess start(
            String service, RunningSandbox sandbox, int port, Map<String, String> environment, Path log)
            throws IOException {
        var all = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", sandbox.bootstrapServers()));
        all.putAll(environment);
        return start(service, port, all, log);
    }

    /** Starts the service with other servers. */
    static ServiceProcess start(String service, int port, Map<String, String> environment, Path log)
            throws IOException {
        var managementPort = FreePorts.take(1).get(0);
        var builder = new ProcessBuilder(ServiceProgram.command(service, "-Xmx256m"));
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port),
                        "QUARKUS_MANAGEMENT_HOST",
                        "127.0.0.1",
                        "QUARKUS_MANAGEMENT_PORT",
                        Integer.toString(managementPort)));
        builder.environment().putAll(environment);
        return new ServiceProcess(
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start(),
                URI.create("http://127.0.0.1:" + managementPort));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Metrics in the format of Prometheus. */
    String metrics() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(management.resolve("/q/metrics"))
                .timeout(ANSWER)
                .build();
        return HttpClients.http1()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    long pid() {
        return process.pid();
    }

    /** Kills the process with SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                kill();
                throw new AssertionError("a service does not end");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
