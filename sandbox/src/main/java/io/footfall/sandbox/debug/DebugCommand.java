package io.footfall.sandbox.debug;

import io.footfall.sandbox.children.PidFiles;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.console.FailureText;
import io.footfall.sandbox.data.DataDirectory;
import io.footfall.sandbox.data.DataDirectoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what is in the topics of a running system, and deletes the data of a stopped one. */
@Command(
        name = "debug",
        description = "Inspects topics of a running sandbox, or of the Kafka in KAFKA_BOOTSTRAP_SERVERS.")
public final class DebugCommand implements Callable<Integer> {
    private final Console console;
    private final Map<String, String> variables;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "the sandbox's Kafka (${DEFAULT-VALUE})")
    private int kafkaPort;

    /**
     * @param variables of the environment
     */
    public DebugCommand(Console console, Map<String, String> variables) {
        this.console = console;
        this.variables = Map.copyOf(variables);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "name a command: topics, last, follow, reset or replay");
    }

    @Command(description = "Prints every topic with the number of its committed records.")
    int topics() {
        return read(reader ->
                reader.topics().forEach(topic -> console.print("%-36s %,d".formatted(topic, reader.count(topic)))));
    }

    @Command(description = "Prints the last N records of a topic, oldest first.")
    int last(@Parameters(paramLabel = "N") int records, @Parameters(paramLabel = "TOPIC") String topic) {
        if (records < 1) {
            throw new ParameterException(spec.commandLine(), "N must be at least 1, not " + records);
        }
        return read(reader -> reader.last(topic, records).forEach(record -> console.print(RecordLine.of(record))));
    }

    @Command(description = "Prints new records of a topic until Ctrl-C.")
    int follow(@Parameters(paramLabel = "TOPIC") String topic) {
        return read(reader -> reader.follow(topic, record -> console.print(RecordLine.of(record))));
    }

    @Command(description = "Deletes the data of a stopped sandbox.")
    int reset(@Option(names = "--data", paramLabel = "DIR", defaultValue = ".footfall") Path directory)
            throws IOException, InterruptedException {
        try (var data = DataDirectory.openExisting(directory)) {
            new PidFiles(data.pids()).stopLeftovers();
            data.wipe();
            console.print("deleted the data in " + data.root());
            return 0;
        } catch (DataDirectoryException e) {
            console.printError("debug: " + FailureText.of(e));
            return 1;
        }
    }

    /** Addresses of the Kafka that is read. */
    public String bootstrapServers() {
        return Optional.ofNullable(variables.get("KAFKA_BOOTSTRAP_SERVERS"))
                .filter(servers -> !servers.isBlank())
                .orElse("127.0.0.1:" + kafkaPort);
    }

    @FunctionalInterface
    private interface Read {
        void from(DebugReader reader);
    }

    private int read(Read read) {
        try (var reader = new DebugReader(bootstrapServers())) {
            read.from(reader);
            return 0;
        } catch (KafkaException | IllegalArgumentException e) {
            console.printError("debug: %s (Kafka at %s; KAFKA_BOOTSTRAP_SERVERS or --kafka-port)"
                    .formatted(FailureText.of(e), bootstrapServers()));
            return 1;
        }
    }
}
