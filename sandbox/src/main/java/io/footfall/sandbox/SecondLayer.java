package io.footfall.sandbox;

import io.footfall.sandbox.children.Child;
import io.footfall.sandbox.children.JavaCommand;
import io.footfall.sandbox.children.Launch;
import io.footfall.sandbox.children.NotReady;
import io.footfall.sandbox.children.PidBook;
import io.footfall.sandbox.children.Readiness;
import io.footfall.sandbox.children.Trouble;
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
 * A second processor beside a running sandbox, from the same log. It has a store of its own, because
 * the sandbox's knows no buckets: the points of both versions would be the same ones there.
 */
final class SecondLayer {
    private static final int SERVER_HEAP = 384;
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final String version;
    private final String with;
    private final Environment environment;
    private final String bootstrapServers;
    private final DataDirectory data;
    private final List<String> program;
    private final Console console;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Readiness readiness = new Readiness(Duration.ofMinutes(2), ended);
    private final List<Child> children = new CopyOnWriteArrayList<>();

    SecondLayer(
            String version,
            String with,
            Environment environment,
            String bootstrapServers,
            DataDirectory data,
            List<String> program,
            Console console) {
        this.version = version;
        this.with = with;
        this.environment = environment;
        this.bootstrapServers = bootstrapServers;
        this.data = data;
        this.program = List.copyOf(program);
        this.console = console;
    }

    /** Where the processor and the store listen. */
    record Addresses(URI processor, URI store) {}

    Addresses start() throws IOException, InterruptedException, NotReady {
        var variables = new HashMap<String, String>();
        var store =
                environment.store().isPresent() ? URI.create(environment.store().get()) : startStore(variables);
        var port = freePort();
        variables.put("FOOTFALL_PROCESSOR_COMPARE_WITH", with);
        variables.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        variables.put(Environment.SERVING_VERSION, version);
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        var processor = start("processor-" + version, program, variables);
        var address = local(port);
        readiness.await(processor, readiness.answers(address.resolve("/replay")));
        return new Addresses(address, store);
    }

    private URI startStore(Map<String, String> variables) throws IOException, InterruptedException, NotReady {
        var port = freePort();
        var arguments = new String[] {data.store().toString(), Integer.toString(port), Integer.toString(freePort())};
        var address = local(port);
        var store = start("store-" + version, JavaCommand.ofMain(LocalStore.class, SERVER_HEAP, arguments), Map.of());
        readiness.await(store, readiness.answers(address.resolve("/exec?query=SELECT%201")));
        StoreTables.createMissing(address);
        variables.put("INFLUXDB_URL", address.toString());
        return address;
    }

    private synchronized Child start(String name, List<String> command, Map<String, String> variables)
            throws IOException {
        if (ended.getCount() == 0) {
            throw new IOException("ended before " + name + " was started");
        }
        var launch = new Launch(name, command, variables, Trouble.WARNINGS);
        var child = Child.start(launch, data.log(name), new PidBook(data.pids()), console);
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

    /** The processor before its store, so that what it still has to write finds its way. */
    synchronized void stop() throws InterruptedException {
        ended.countDown();
        for (var child : children) {
            Child.stopAll(List.of(child), GRACE);
        }
    }
}
