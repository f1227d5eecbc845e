package io.footfall.sandbox;

import io.footfall.events.topics.Topics;
import io.footfall.sandbox.children.ChildProcess;
import io.footfall.sandbox.children.ChildReadiness;
import io.footfall.sandbox.children.EchoThreshold;
import io.footfall.sandbox.children.JavaCommand;
import io.footfall.sandbox.children.LaunchSpec;
import io.footfall.sandbox.children.NotReadyException;
import io.footfall.sandbox.children.PidFiles;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.data.DataDirectory;
import io.footfall.sandbox.data.VisitorSecret;
import io.footfall.sandbox.kafka.LocalKafka;
import io.footfall.sandbox.kafka.LocalTopics;
import io.footfall.sandbox.mail.LocalMail;
import io.footfall.sandbox.services.InstalledPrograms;
import io.footfall.sandbox.store.LocalStore;
import io.footfall.sandbox.store.StoreTables;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Starts the servers, then the services that need them, and stops them in reverse order. */
final class LocalSystem {
    private static final int SERVER_HEAP = 384;
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final Options options;
    private final Environment environment;
    private final DataDirectory data;
    private final InstalledPrograms programs;
    private final Console console;
    private final PidFiles pids;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ChildReadiness readiness = new ChildReadiness(START_TIMEOUT, stopping);
    private final List<ChildProcess> servers = new ArrayList<>();
    private final List<ChildProcess> services = new ArrayList<>();
    private Optional<LocalMail> mail = Optional.empty();

    LocalSystem(
            Options options, Environment environment, DataDirectory data, InstalledPrograms programs, Console console) {
        this.options = options;
        this.environment = environment;
        this.data = data;
        this.programs = programs;
        this.console = console;
        this.pids = new PidFiles(data.pids());
    }

    void start() throws IOException, InterruptedException, NotReadyException {
        startServers();
        startServices();
    }

    /** Kafka and the store start at the same time, because each takes seconds. */
    private void startServers() throws IOException, InterruptedException, NotReadyException {
        var broker = environment.kafka().isPresent() ? Optional.<ChildProcess>empty() : Optional.of(broker());
        var store = environment.store().isPresent() ? Optional.<ChildProcess>empty() : Optional.of(store());
        if (environment.mail().isEmpty()) {
            mail = Optional.of(LocalMail.start(options.ports().smtp().number(), data.mail(), console));
        }
        if (broker.isPresent()) {
            readiness.await(broker.get(), LocalTopics.broker(bootstrapServers()));
        }
        LocalTopics.createMissing(bootstrapServers(), new Topics(environment.servingVersion()), options.partitions());
        if (store.isPresent()) {
            var address =
                    URI.create("http://127.0.0.1:" + options.ports().store().number());
            readiness.await(store.get(), readiness.http(address.resolve("/exec?query=SELECT%201")));
            StoreTables.createMissing(address);
        }
    }

    private ChildProcess broker() throws IOException {
        var port = options.ports().kafka().number();
        return server("kafka", LocalKafka.class, data.kafka().toString(), Integer.toString(port));
    }

    private ChildProcess store() throws IOException {
        var ports = options.ports();
        return server(
                "store",
                LocalStore.class,
                data.store().toString(),
                Integer.toString(ports.store().number()),
                Integer.toString(ports.console().number()));
    }

    private ChildProcess server(String name, Class<?> main, String... arguments) throws IOException {
        var launch =
                new LaunchSpec(name, JavaCommand.ofMain(main, SERVER_HEAP, arguments), Map.of(), EchoThreshold.ERROR);
        return started(launch, servers);
    }

    private void startServices() throws IOException, InterruptedException, NotReadyException {
        var variables = new ServiceEnvironment(environment, options, VisitorSecret.of(data));
        for (var service : options.services()) {
            if (options.preferNative() && !programs.isNative(service)) {
                console.print(service + " has no native binary; it runs on the JVM");
            }
            var launch = new LaunchSpec(
                    service.toString(), programs.command(service), variables.of(service), EchoThreshold.WARNING);
            started(launch, services);
        }
        for (var child : List.copyOf(services)) {
            readiness.await(child, readiness.http(readyAddress(child.name())));
        }
    }

    private URI readyAddress(String name) {
        var service = options.services().stream()
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElseThrow();
        return URI.create(
                "http://127.0.0.1:" + options.ports().managementOf(service).number() + "/q/health/ready");
    }

    private synchronized ChildProcess started(LaunchSpec launch, List<ChildProcess> group) throws IOException {
        if (stopping.getCount() == 0) {
            throw new IOException("stopped before " + launch.name() + " was started");
        }
        var child = ChildProcess.start(launch, data.log(launch.name()), pids, console);
        group.add(child);
        return child;
    }

    String bootstrapServers() {
        return environment.kafka().orElse("127.0.0.1:" + options.ports().kafka().number());
    }

    /** Stops services before servers, because services write what they still hold when they stop. */
    void stop() throws InterruptedException {
        stopping.countDown();
        synchronized (this) {
            if (Stream.concat(services.stream(), servers.stream()).anyMatch(ChildProcess::records)) {
                console.print("recording what makes the next start faster; this takes a while, once after a build");
            }
            ChildProcess.stopAll(services, STOP_TIMEOUT);
            mail.ifPresent(LocalMail::close);
            ChildProcess.stopAll(servers, STOP_TIMEOUT);
        }
    }
}
