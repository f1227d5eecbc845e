package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.process.Installation.Listening;
import io.footfall.benchmarks.process.Workplace;
import java.io.IOException;
import java.util.Map;

/** Broker, store and processor with all its channels; whoever is killed is started again at once on the same data. */
final class Pipeline {
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
        broker = servers.startBroker(name + "-kafka");
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
