package io.footfall.sandbox;

import io.footfall.events.topics.Topics;
import io.footfall.sandbox.children.Child;
import io.footfall.sandbox.children.JavaCommand;
import io.footfall.sandbox.children.Launch;
import io.footfall.sandbox.children.NotReady;
import io.footfall.sandbox.children.PidBook;
import io.footfall.sandbox.children.Readiness;
import io.footfall.sandbox.children.Trouble;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.data.DataDirectory;
import io.footfall.sandbox.data.VisitorSecret;
import io.footfall.sandbox.kafka.LocalKafka;
import io.footfall.sandbox.kafka.LocalTopics;
import io.footfall.sandbox.mail.LocalMail;
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
import java.util.concurrent.ExecutionException;

/** The servers and services of one run: started in the order in which they need each other, ended in reverse. */
final class LocalSystem {
    private static final int SERVER_HEAP = 384;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Options options;
    private final Environment environment;
    private final DataDirectory data;
    private final Programs programs;
    private final Console console;
    private final PidBook pids;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Readiness readiness = new Readiness(PATIENCE, ended);
    private final List<Child> servers = new ArrayList<>();
    private final List<Child> services = new ArrayList<>();
    private Optional<LocalMail> mail = Optional.empty();

    LocalSystem(Options options, Environment environment, DataDirectory data, Programs programs, Console console) {
        this.options = options;
        this.environment = environment;
        this.data = data;
        this.programs = programs;
        this.console = console;
        this.pids = new PidBook(data.pids());
    }

    void start() throws IOException, InterruptedException, ExecutionException, NotReady {
        startServers();
        startServices();
    }

    /** The broker and the store start side by side: each takes seconds. */
    private void startServers() throws IOException, InterruptedException, ExecutionException, NotReady {
        var broker = environment.kafka().isPresent() ? Optional.<Child>empty() : Optional.of(broker());
        var store = environment.store().isPresent() ? Optional.<Child>empty() : Optional.of(store());
        if (environment.mail().isEmpty()) {
            mail = Optional.of(LocalMail.start(options.ports().smtp().number(), data.mail(), console));
        }
        if (broker.isPresent()) {
            readiness.await(broker.get(), LocalTopics.broker(bootstrapServers()));
        }
        LocalTopics.createMissing(
                bootstrapServers(), new Topics(environment.servingVersion()).all(options.partitions()));
        if (store.isPresent()) {
            var address =
                    URI.create("http://127.0.0.1:" + options.ports().store().number());
            readiness.await(store.get(), readiness.answers(address.resolve("/exec?query=SELECT%201")));
            StoreTables.createMissing(address);
        }
    }

    private Child broker() throws IOException {
        var port = options.ports().kafka().number();
        return server("kafka", LocalKafka.class, data.kafka().toString(), Integer.toString(port));
    }

    private Child store() throws IOException {
        var ports = options.ports();
        return server(
                "store",
                LocalStore.class,
                data.store().toString(),
                Integer.toString(ports.store().number()),
                Integer.toString(ports.console().number()));
    }

    private Child server(String name, Class<?> main, String... arguments) throws IOException {
        var launch = new Launch(name, JavaCommand.ofMain(main, SERVER_HEAP, arguments), Map.of(), Trouble.ERRORS);
        return started(launch, servers);
    }

    private void startServices() throws IOException, InterruptedException, NotReady {
        var variables = new ServiceEnvironment(environment, options, VisitorSecret.in(data));
        for (var service : options.services()) {
            if (options.preferNative() && !programs.isNative(service)) {
                console.say(service + " runs on the JVM: it has no native binary");
            }
            var launch =
                    new Launch(service.toString(), programs.command(service), variables.of(service), Trouble.WARNINGS);
            started(launch, services);
        }
        for (var child : List.copyOf(services)) {
            readiness.await(child, readiness.answers(readyAddress(child.name())));
        }
    }

    private URI readyAddress(String name) {
        var service = options.services().stream()
                .filter(each -> each.toString().equals(name))
                .findFirst()
                .orElseThrow();
        return URI.create("http://127.0.0.1:" + options.ports().of(service).number() + "/q/health/ready");
    }

    private synchronized Child started(Launch launch, List<Child> group) throws IOException {
        if (ended.getCount() == 0) {
            throw new IOException("ended before " + launch.name() + " was started");
        }
        var child = Child.start(launch, data.log(launch.name()), pids, console);
        group.add(child);
        return child;
    }

    String bootstrapServers() {
        return environment.kafka().orElse("127.0.0.1:" + options.ports().kafka().number());
    }

    /** Services before servers, so that what they still have to write finds its way. */
    void stop() throws InterruptedException {
        ended.countDown();
        synchronized (this) {
            Child.stopAll(services, GRACE);
            mail.ifPresent(LocalMail::close);
            Child.stopAll(servers, GRACE);
        }
    }
}
