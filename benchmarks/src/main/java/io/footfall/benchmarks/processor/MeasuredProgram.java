package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.ServerProcess;
import io.footfall.benchmarks.process.Servers;
import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The programs that process clicks: the bare loop, the processor as it is shipped, and Spark. */
enum MeasuredProgram {
    BARE_LOOP,
    PROCESSOR,
    SPARK;

    /** As much as Spark's driver has by default. */
    static final String SPARK_HEAP = "-Xmx1g";

    /** Channels that write to the store: they are switched off, so that only the topology works. */
    static final List<String> STORE_CHANNELS = List.of("cleaned", "traffic", "page-views", "click-counts");

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The topics that have to be created for a pass; cleaned clicks come first. */
    List<String> outputs(String version) {
        return switch (this) {
            case BARE_LOOP -> List.of("bare-cleaned-" + version);
            case PROCESSOR -> List.of(new Topics(version).cleaned());
            case SPARK -> List.of("spark-cleaned-" + version, "spark-windows-" + version);
        };
    }

    /** The consumer groups that read the clicks. */
    List<String> groups(String version) {
        return this == PROCESSOR ? List.of(new ConsumerGroups(new Topics(version)).processor()) : outputs(version);
    }

    ServerProcess start(Servers servers, ServerProcess broker, String version, Path sparkJava) throws Exception {
        return switch (this) {
            case BARE_LOOP -> {
                var main = BareLoop.class.getName();
                var output = outputs(version).get(0);
                var command = servers.project().main(Project.BENCHMARKS, main, broker.bootstrapServers(), output);
                yield servers.start("bare-loop", command);
            }
            case PROCESSOR -> {
                var options = new StringJoiner(" ");
                options.add("-Dkafka-streams.state.dir=" + servers.directory().resolve("streams-" + broker.port()));
                STORE_CHANNELS.forEach(channel -> options.add("-Dmp.messaging.incoming." + channel + ".enabled=false"));
                var environment = Map.of("FOOTFALL_SERVING_VERSION", version, "JAVA_TOOL_OPTIONS", options.toString());
                yield servers.startService("processor", servers.project().command("processor"), broker, environment);
            }
            case SPARK -> servers.start("spark", sparkCommand(servers, broker, version, sparkJava));
        };
    }

    private List<String> sparkCommand(Servers servers, ServerProcess broker, String version, Path java)
            throws IOException {
        var command = new ArrayList<>(List.of(java.toString(), SPARK_HEAP));
        command.addAll(Project.FLAGS.subList(1, Project.FLAGS.size()));
        command.addAll(List.of("-jar", servers.project().built(Project.SPARK).toString(), broker.bootstrapServers()));
        command.addAll(outputs(version));
        command.add(servers.directory().resolve("spark-" + version).toString());
        return command;
    }
}
