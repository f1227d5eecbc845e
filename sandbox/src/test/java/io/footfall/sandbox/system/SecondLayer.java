package io.footfall.sandbox.system;

import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.FreePorts;
import io.footfall.sandbox.RunningSandbox;
import io.footfall.sandbox.store.StoreTables;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A second processor with a store of its own, built from the same log beside the live one. */
final class SecondLayer implements AutoCloseable {
    private final Process store;
    private final Process processor;
    private final URI storeAddress;

    private SecondLayer(Process store, Process processor, URI storeAddress) {
        this.store = store;
        this.processor = processor;
        this.storeAddress = storeAddress;
    }

    static SecondLayer start(RunningSandbox sandbox, String version, Path directory) throws Exception {
        var ports = FreePorts.take(3);
        var storeAddress = URI.create("http://127.0.0.1:" + ports.get(0));
        var store = java(
                directory.resolve("store.log"),
                Map.of(),
                "-cp",
                "target/sandbox.jar",
                "io.footfall.sandbox.store.LocalStore",
                directory.resolve("store").toString(),
                ports.get(0).toString(),
                ports.get(1).toString());
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> answers(storeAddress.resolve("/ping")));
        StoreTables.createMissing(storeAddress);
        var processor = java(
                directory.resolve("processor.log"),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        sandbox.bootstrapServers(),
                        "INFLUXDB_URL",
                        storeAddress.toString(),
                        "FOOTFALL_SERVING_VERSION",
                        version,
                        "FOOTFALL_PROCESSOR_IDLE",
                        "PT3S",
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        ports.get(2).toString()),
                "-Xmx256m",
                "-jar",
                "../processor/target/quarkus-app/quarkus-run.jar");
        return new SecondLayer(store, processor, storeAddress);
    }

    private static Process java(Path log, Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static boolean answers(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(address)
                                        .version(HttpClient.Version.HTTP_1_1)
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                < 300;
    }

    URI store() {
        return storeAddress;
    }

    @Override
    public void close() {
        for (var process : List.of(processor, store)) {
            process.destroy();
        }
        for (var process : List.of(processor, store)) {
            process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
    }
}
