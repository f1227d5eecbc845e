package io.footfall.sandbox;

import io.footfall.sandbox.children.ChildProcess;
import io.footfall.sandbox.children.ChildReadiness;
import io.footfall.sandbox.children.EchoThreshold;
import io.footfall.sandbox.children.JavaCommand;
import io.footfall.sandbox.children.LaunchSpec;
import io.footfall.sandbox.children.NotReadyException;
import io.footfall.sandbox.children.PidFiles;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.data.DataDirectory;
import io.footfall.sandbox.store.LocalStore;
import io.footfall.sandbox.store.StoreTables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a second processor on the Kafka of a running sandbox. It has a store of its own, because QuestDB has no buckets:
 * points of one version would replace those of the other.
 */
final class SecondServingVersion {
    private static final int SERVER_HEAP = 384;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final String version;
    private final String compareWith;
    private final Environment environment;
    private final String bootstrapServers;
    private final DataDirectory data;
    private final List<String> program;
    private final Console console;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ChildReadiness readiness = new ChildReadiness(Duration.ofMinutes(2), stopping);
    private final List<ChildProcess> children = new CopyOnWriteArrayList<>();

    SecondServingVersion(
            String version,
            String compareWith,
            Environment environment,
            String bootstrapServers,
            DataDirectory data,
            List<String> program,
            Console console) {
        this.version = version;
        this.compareWith = compareWith;
        this.environment = environment;
        this.bootstrapServers = bootstrapServers;
        this.data = data;
        this.program = List.copyOf(program);
        this.console = console;
    }

    /** Addresses of the processor, its management interface and its store. */
    record Addresses(URI processor, URI management, URI store) {}

    Addresses start() throws IOException, InterruptedException, NotReadyException {
        var variables = new HashMap<String, String>();
        var store =
                environment.store().isPresent() ? URI.create(environment.store().get()) : startStore(variables);
        var port = freePort();
        var managementPort = freePort();
        variables.put("FOOTFALL_PROCESSOR_COMPARE_WITH", compareWith);
        variables.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        variables.put(Environment.SERVING_VERSION, version);
        if (!environment.has(Environment.MAX_BEHIND)) {
            variables.put(Environment.MAX_BEHIND, Environment.ANY_AGE);
        }
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        variables.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        variables.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        var processor = start("processor-" + version, program, variables);
        var address = local(port);
        readiness.await(processor, readiness.http(address.resolve("/replay")));
        return new Addresses(address, local(managementPort), store);
    }

    private URI startStore(Map<String, String> variables) throws IOException, InterruptedException, NotReadyException {
        var port = freePort();
        var arguments = new String[] {data.store().toString(), Integer.toString(port), Integer.toString(freePort())};
        var address = local(port);
        var store = start("store-" + version, JavaCommand.ofMain(LocalStore.class, SERVER_HEAP, arguments), Map.of());
        readiness.await(store, readiness.http(address.resolve("/exec?query=SELECT%201")));
        StoreTables.createMissing(address);
        variables.put("INFLUXDB_URL", address.toString());
        return address;
    }

    private synchronized ChildProcess start(String name, List<String> command, Map<String, String> variables)
            throws IOException {
        if (stopping.getCount() == 0) {
            throw new IOException("stopped before " + name + " was started");
        }
        var launch = new LaunchSpec(name, command, variables, EchoThreshold.WARNING);
        var child = ChildProcess.start(launch, data.log(name), new PidFiles(data.pids()), console);
        children.add(0, child);
        return child;
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Stops the processor before its store, because it writes what it still holds when it stops. */
    synchronized void stop() throws InterruptedException {
        stopping.countDown();
        for (var child : children) {
            ChildProcess.stopAll(List.of(child), STOP_TIMEOUT);
        }
    }
}
