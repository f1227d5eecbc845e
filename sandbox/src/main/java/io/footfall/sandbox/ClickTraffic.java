package io.footfall.sandbox;

import io.footfall.events.topics.Topics;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.delivery.DeliveryCounts;
import io.footfall.sandbox.replay.ReplayRun;
import io.footfall.sandbox.services.Service;
import io.footfall.sandbox.traffic.TrafficSender;
import io.footfall.sandbox.traffic.TrafficSimulator;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Sends simulated or recorded clicks, and prints how many were sent and accepted. */
final class ClickTraffic {
    private static final long SECONDS_BETWEEN_LINES = 10;

    private final Options options;
    private final String bootstrapServers;
    private final Console console;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final DeliveryCounts simulated = new DeliveryCounts();
    private final DeliveryCounts replayed = new DeliveryCounts();

    ClickTraffic(Options options, String bootstrapServers, Console console) {
        this.options = options;
        this.bootstrapServers = bootstrapServers;
        this.console = console;
    }

    /**
     * Starts to send.
     *
     * @param failed receives the reason if a part stops before its end
     */
    void start(Consumer<String> failed) {
        if (options.simulates()) {
            begin("simulator", this::simulate, failed);
        }
        options.replay().run().ifPresent(run -> begin("replay", () -> replay(run), failed));
    }

    void stop() {
        stopping.countDown();
    }

    /** Prints the counts every ten seconds, until the traffic is stopped. */
    void report() throws InterruptedException {
        while (!stopping.await(SECONDS_BETWEEN_LINES, TimeUnit.SECONDS)) {
            report("visitors", simulated);
            report("replay", replayed);
        }
    }

    private void report(String name, DeliveryCounts counts) {
        if (counts.sent() > 0) {
            console.print(name + ": " + counts);
        }
    }

    private void simulate() throws InterruptedException {
        var simulator = new TrafficSimulator(options.seed(), options.rate());
        new TrafficSender(simulator, ingest(), Clock.systemUTC(), simulated).run(stopping);
    }

    private void replay(ReplayRun run) throws IOException, InterruptedException {
        switch (options.replay().via()) {
            case HTTP -> run.viaIngest(ingest(), replayed, console, stopping);
            case KAFKA -> run.viaKafka(bootstrapServers, new Topics("").clicks(), replayed, console, stopping);
        }
    }

    private URI ingest() {
        return URI.create(
                "http://127.0.0.1:" + options.ports().of(Service.INGEST).number() + "/clicks");
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void begin(String name, Work work, Consumer<String> failed) {
        var thread = new Thread(() -> run(name, work, failed), name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(String name, Work work, Consumer<String> failed) {
        try {
            work.run();
        } catch (IOException e) {
            failed.accept(name + " stopped: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
