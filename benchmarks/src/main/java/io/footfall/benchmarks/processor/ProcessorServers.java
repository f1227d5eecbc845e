package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Installation.Listening;
import io.footfall.benchmarks.process.Server;
import io.footfall.benchmarks.process.ServerJvm;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The servers of a run: the processor as it is shipped, a real broker, and the bare loop. */
record ProcessorServers(Installation installation) {
    /** Without its way to the store: only the topology works. */
    static final Map<String, String> NO_STORE = Map.of(
            "MP_MESSAGING_INCOMING_CLEANED_ENABLED", "false",
            "MP_MESSAGING_INCOMING_TRAFFIC_ENABLED", "false",
            "MP_MESSAGING_INCOMING_FLAGGED_ENABLED", "false");

    static final String SPARK_HEAP = "-Xmx1g";
    /** Packages of the JDK that Spark reaches into. */
    private static final List<String> SPARK_OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    /**
     * The processor, with nothing done yet under its serving version.
     *
     * @param more variables of its environment
     * @param options of its JVM, beside those of every server
     */
    Listening startProcessor(Listening broker, String version, Map<String, String> more, String options)
            throws IOException, InterruptedException {
        var states = installation.workplace().directory().resolve("streams");
        var environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "FOOTFALL_SERVING_VERSION",
                version,
                "JAVA_TOOL_OPTIONS",
                "-Dkafka-streams.state.dir=" + states + " " + options));
        environment.putAll(more);
        return installation.startService("processor", installation.project().processor(), environment);
    }

    /** The store with what it has left behind in a directory of the workplace. */
    Listening startStore(String directory, int port, int consolePort) throws IOException, InterruptedException {
        return installation.startStore(directory, port, consolePort);
    }

    void createTables(Listening store) throws IOException, InterruptedException {
        installation.createTables(store);
    }

    /** Its group is the name of its output. */
    Server startBareLoop(Listening broker, String output) throws IOException {
        var command = ServerJvm.main(
                installation.project().benchmarks().toString(),
                BareLoop.class.getName(),
                broker.bootstrapServers(),
                output,
                output);
        return installation.workplace().start("bare-loop", command, Map.of());
    }

    /**
     * Spark, with as much memory as its driver has by default.
     *
     * @param java that Spark can work with
     */
    Server startSpark(Path java, Listening broker, String cleaned, String windows) throws IOException {
        var checkpoints = installation.workplace().directory().resolve("spark-" + cleaned);
        var command = new ArrayList<>(List.of(java.toString(), SPARK_HEAP));
        command.addAll(ServerJvm.FLAGS.subList(1, ServerJvm.FLAGS.size()));
        for (var opened : SPARK_OPENED) {
            command.addAll(List.of("--add-opens", "java.base/" + opened + "=ALL-UNNAMED"));
        }
        command.addAll(List.of(
                "-jar",
                installation.project().spark().toString(),
                broker.bootstrapServers(),
                cleaned,
                windows,
                checkpoints.toString()));
        return installation.workplace().start("spark", command, Map.of());
    }

    void end(Server server) throws IOException, InterruptedException {
        installation.workplace().end(server);
    }

    static String applicationId(Topics topics) {
        return "footfall-processor" + topics.suffix();
    }
}
