package io.footfall.sandbox.debug;

import io.footfall.sandbox.children.PidBook;
import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.data.DataDirectory;
import io.footfall.sandbox.data.NotUsable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows people what is in the topics of a running system, and deletes the data of one that is stopped. */
@Command(name = "debug", description = "Looks into a running sandbox, or into the Kafka of KAFKA_BOOTSTRAP_SERVERS.")
public final class DebugCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "the sandbox's Kafka (${DEFAULT-VALUE})")
    private int kafkaPort;

    public DebugCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say what to look at");
    }

    @Command(description = "Every topic with the number of its committed records.")
    int topics() {
        return reading(reader ->
                reader.topics().forEach(topic -> console.say("%-36s %,d".formatted(topic, reader.count(topic)))));
    }

    @Command(description = "The last records of a topic, oldest first.")
    int last(@Parameters(paramLabel = "N") int records, @Parameters(paramLabel = "TOPIC") String topic) {
        return reading(reader -> reader.last(topic, records).forEach(record -> console.say(RecordLine.of(record))));
    }

    @Command(description = "The records of a topic as they come, until Ctrl-C.")
    int follow(@Parameters(paramLabel = "TOPIC") String topic) {
        return reading(reader -> reader.follow(topic, record -> console.say(RecordLine.of(record))));
    }

    @Command(description = "Deletes the data of a sandbox that is stopped.")
    int reset(@Option(names = "--data", paramLabel = "DIR", defaultValue = ".footfall") Path directory)
            throws IOException, InterruptedException {
        try (var data = DataDirectory.open(directory)) {
            new PidBook(data.pids()).endLeftovers();
            data.wipe();
            console.say("deleted what was in " + data.root());
            return 0;
        } catch (NotUsable e) {
            console.complain("debug: " + e.getMessage());
            return 1;
        }
    }

    /** Of the Kafka that is looked into. */
    public String bootstrapServers() {
        return Optional.ofNullable(System.getenv("KAFKA_BOOTSTRAP_SERVERS"))
                .filter(servers -> !servers.isBlank())
                .orElse("127.0.0.1:" + kafkaPort);
    }

    @FunctionalInterface
    private interface Look {
        void at(TopicReader reader);
    }

    private int reading(Look look) {
        try (var reader = new TopicReader(bootstrapServers())) {
            look.at(reader);
            return 0;
        } catch (KafkaException | IllegalArgumentException e) {
            console.complain("debug: %s (Kafka at %s)".formatted(e.getMessage(), bootstrapServers()));
            return 1;
        }
    }
}
