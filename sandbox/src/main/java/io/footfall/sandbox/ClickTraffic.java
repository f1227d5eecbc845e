package io.footfall.sandbox;

import io.footfall.events.topics.Topics;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.delivery.Counts;
import io.footfall.sandbox.replay.ReplayRun;
import io.footfall.sandbox.traffic.Simulator;
import io.footfall.sandbox.traffic.TrafficSender;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The clicks of one run, made up or recorded, and a line now and then that says what became of them. */
final class ClickTraffic {
    private static final long SECONDS_BETWEEN_LINES = 10;

    private final Options options;
    private final String bootstrapServers;
    private final Console console;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Counts simulated = new Counts();
    private final Counts replayed = new Counts();

    ClickTraffic(Options options, String bootstrapServers, Console console) {
        this.options = options;
        this.bootstrapServers = bootstrapServers;
        this.console = console;
    }

    void start() {
        if (options.simulates()) {
            begin("simulator", this::simulate);
        }
        options.replay().run().ifPresent(run -> begin("replay", () -> replay(run)));
    }

    void stop() {
        ended.countDown();
    }

    /** Reports until the traffic is stopped. */
    void report() throws InterruptedException {
        while (!ended.await(SECONDS_BETWEEN_LINES, TimeUnit.SECONDS)) {
            report("visitors", simulated);
            report("replay", replayed);
        }
    }

    private void report(String name, Counts counts) {
        if (counts.sent() > 0) {
            console.say(name + ": " + counts);
        }
    }

    private void simulate() throws InterruptedException {
        var simulator = new Simulator(options.seed(), options.rate());
        new TrafficSender(simulator, ingest(), Clock.systemUTC(), simulated).run(ended);
    }

    private void replay(ReplayRun run) throws IOException, InterruptedException {
        switch (options.replay().via()) {
            case HTTP -> run.viaIngest(ingest(), replayed, console, ended);
            case KAFKA -> run.viaKafka(bootstrapServers, new Topics("").clicks(), replayed, console, ended);
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

    private void begin(String name, Work work) {
        var thread = new Thread(() -> run(name, work), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(String name, Work work) {
        try {
            work.run();
        } catch (IOException e) {
            console.complain(name + " stopped: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
