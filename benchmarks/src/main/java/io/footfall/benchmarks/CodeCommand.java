package io.footfall.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.BenchmarkCommand;
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
            "validating a click, matching a URL against forbidden paths, and counting a click."
        })
public final class CodeCommand extends BenchmarkCommand {
    private static final Duration TIMEOUT = Duration.ofHours(1);

    @Parameters(
            paramLabel = "OPTION",
            description = "JMH's own, after --, such as -- -f 1 paths (java -jar benchmarks/jmh/target/jmh.jar -h)")
    private List<String> options = List.of();

    @Override
    protected List<Benchmark> benchmarks() {
        return List.of(this::run);
    }

    private Report run(Servers servers) throws Exception {
        var results = servers.directory().resolve("jmh.json");
        var jmh = servers.project().built(Project.JMH).toString();
        var command = new ArrayList<>(List.of(Project.JAVA.toString(), "-jar", jmh, "-rf", "json", "-rff"));
        command.add(results.toString());
        command.addAll(options);
        servers.start("jmh", command).awaitEnd(TIMEOUT);
        return report(Files.readString(results));
    }

    /** @param results of JMH, as JSON */
    static Report report(String results) throws IOException {
        var table = new ResultTable("benchmark");
        for (var result : new ObjectMapper().readTree(results)) {
            var name = result.get("benchmark").asText().replaceFirst(".*\\.(\\w+\\.\\w+)", "$1");
            var metric = result.get("primaryMetric");
            var percentiles = metric.get("scorePercentiles");
            var figures = new Figures()
                    .range(
                            "mean " + metric.get("scoreUnit").asText(),
                            1,
                            metric.get("score").asDouble())
                    .range("least", 1, percentiles.get("0.0").asDouble())
                    .range("most", 1, percentiles.get("100.0").asDouble());
            table.add(figures, name);
        }
        return new Report("code", "A click or URL each, on one core, warm.", List.of(table), true);
    }
}
