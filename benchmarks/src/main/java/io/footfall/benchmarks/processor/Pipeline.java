package io.footfall.benchmarks.processor;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.benchmarks.clicks.Totals;
import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Installation.Listening;
import io.footfall.benchmarks.process.Workplace;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Broker, store and processor with all its channels; whoever is killed is started again at once on the same data. */
final class Pipeline {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ProcessorServers servers;
    private final String name;
    private final int consolePort;
    private Listening broker;
    private Listening store;
    private Listening processor;
    private int unaskedEnds;

    /** @param name of its directories, so that it finds nothing of another */
    Pipeline(ProcessorServers servers, String name) throws IOException, InterruptedException {
        this.servers = servers;
        this.name = name;
        consolePort = Workplace.freePort();
        broker = servers.installation().startBroker(name + "-kafka");
        store = servers.startStore(name + "-store", Workplace.freePort(), consolePort);
        servers.createTables(store);
    }

    void startProcessor() throws IOException, InterruptedException {
        processor = servers.startProcessor(
                broker,
                "",
                Map.of("INFLUXDB_URL", "http://127.0.0.1:" + store.port(), "INFLUXDB_TOKEN", "benchmark"),
                "");
    }

    /** The windows that the processor makes of the log under another serving version, while nobody is killed. */
    Map<String, JsonNode> undisturbed(long clicks, Totals expected) throws IOException, InterruptedException {
        var topics = new Topics("undisturbed");
        var calm = servers.startProcessor(broker, "undisturbed", ProcessorServers.NO_STORE, "");
        try (var admin = Installation.admin(broker)) {
            var progress = new GroupProgress(admin, ProcessorServers.applicationId(topics), topics.clicks());
            var unused = progress.await(clicks, calm.server(), broker.server());
        }
        var derived = new DerivedTopics(new TopicReader(broker.bootstrapServers()), topics);
        new Expectation(expected, derived).check(PATIENCE);
        servers.end(calm.server());
        return derived.windows();
    }

    /** The processor may end by itself when what it leans on is killed; then whoever runs it starts it again. */
    void keepProcessor() throws IOException, InterruptedException {
        if (!processor.server().isAlive()) {
            unaskedEnds++;
            startProcessor();
        }
    }

    void kill(Victim victim) throws IOException, InterruptedException {
        switch (victim) {
            case PROCESSOR -> {
                processor.server().kill();
                startProcessor();
            }
            case STORE -> {
                store.server().kill();
                store = servers.startStore(name + "-store", store.port(), consolePort);
            }
            case BROKER -> {
                broker.server().kill();
                broker = servers.installation().startBroker(name + "-kafka", broker.port());
            }
        }
    }

    Listening broker() {
        return broker;
    }

    Listening store() {
        return store;
    }

    int unaskedEnds() {
        return unaskedEnds;
    }

    void end() throws IOException, InterruptedException {
        servers.end(processor.server());
        servers.end(store.server());
        servers.end(broker.server());
    }
}
