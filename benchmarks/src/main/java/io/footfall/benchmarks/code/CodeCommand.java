package io.footfall.benchmarks.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.benchmarks.command.BenchmarkCommand;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.ServerJvm;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.Report;
import io.footfall.benchmarks.report.ResultTable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code benchmarks code}: what one click costs without any server. */
@Command(
        name = "code",
        description = {
            "Measures code of the processor with JMH, without any server:",
            "validating a click, matching a URL against forbidden paths, and counting a click.",
            "Results are written to benchmarks/target/code.md and .json."
        })
public final class CodeCommand extends BenchmarkCommand {
    private static final Duration TIMEOUT = Duration.ofHours(1);

    @Parameters(
            paramLabel = "OPTION",
            description = "JMH's own, after --, such as -- -f 1 paths (java -jar benchmarks/jmh/target/jmh.jar -h)")
    private List<String> options = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return runAll(List.of(this::run));
    }

    private Report run(Servers servers) throws IOException, InterruptedException {
        var results = servers.directory().resolve("jmh.json");
        var jmh = servers.project().built(Project.JMH).toString();
        var command = new ArrayList<>(List.of(ServerJvm.JAVA.toString(), "-jar", jmh, "-rf", "json", "-rff"));
        command.add(results.toString());
        command.addAll(options);
        servers.start("jmh", command).awaitEnd(TIMEOUT);
        return report(Files.readString(results));
    }

    /** @param results of JMH, as JSON */
    static Report report(String results) throws IOException {
        var table = new ResultTable("benchmark");
        for (var result : new ObjectMapper().readTree(results)) {
            addAll(table, result);
        }
        return new Report("code", "A click or URL each, on one core, warm.", List.of(table), true);
    }

    private static void addAll(ResultTable table, JsonNode result) {
        var metric = result.get("primaryMetric");
        if (!metric.get("scoreUnit").asText().equals("ns/op")) {
            throw new IllegalArgumentException("a benchmark that is not in ns/op: " + result);
        }
        var name = result.get("benchmark").asText().replaceFirst(".*\\.(\\w+\\.\\w+)", "$1");
        for (var fork : metric.get("rawData")) {
            for (var iteration : fork) {
                table.add(
                        new Figures().mean("ns, mean", 1, iteration.asDouble()).sum("iterations", 1), name);
            }
        }
    }
}
