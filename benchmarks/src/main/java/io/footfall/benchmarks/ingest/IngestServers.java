package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Installation.Listening;
import io.footfall.benchmarks.process.ServerJvm;
import io.footfall.benchmarks.process.Workplace;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The servers of a run: ingest as it is shipped, a real broker with the system's topics, and the limit. */
record IngestServers(Installation installation) {
    Listening startBroker() throws IOException, InterruptedException {
        return installation.startBroker("kafka");
    }

    Listening startLimit() throws IOException, InterruptedException {
        var port = Workplace.freePort();
        var command = ServerJvm.main(
                installation.project().benchmarks().toString(), LimitServer.class.getName(), Integer.toString(port));
        return installation.startListening("limit", command, Map.of(), port);
    }

    Listening startIngest(Listening broker) throws IOException, InterruptedException {
        return startIngest(broker, Map.of());
    }

    /** @param more variables of its environment */
    Listening startIngest(Listening broker, Map<String, String> more) throws IOException, InterruptedException {
        var environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "FOOTFALL_INGEST_VISITOR_SECRET", "known, because nobody is a visitor here",
                "FOOTFALL_INGEST_TRUSTED_PROXIES", "1",
                "FOOTFALL_INGEST_TRUSTED_SENDERS", "0.0.0.0/0,::/0",
                "FOOTFALL_INGEST_SITES", "*"));
        environment.putAll(more);
        return installation.startService("ingest", installation.project().ingest(), environment);
    }
}
