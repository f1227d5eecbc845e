package io.footfall.benchmarks.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What JMH has measured. */
record CodeReport(List<Score> scores) {
    /**
     * One benchmark.
     *
     * @param benchmark its class and method
     * @param nanos a click or URL, the mean of all iterations
     * @param least likewise, the best iteration
     * @param most likewise, the worst
     * @param iterations how many were measured, over all forks
     */
    record Score(String benchmark, double nanos, double least, double most, int iterations) {
        /** From an element of JMH's JSON. */
        static Score of(JsonNode result) {
            var metric = result.get("primaryMetric");
            if (!metric.get("scoreUnit").asText().equals("ns/op")) {
                throw new IllegalArgumentException("a benchmark that does not tell ns/op: " + result);
            }
            var iterations = new ArrayList<Double>();
            metric.get("rawData").forEach(fork -> fork.forEach(value -> iterations.add(value.asDouble())));
            var sorted = iterations.stream().sorted().toList();
            var name = result.get("benchmark").asText();
            return new Score(
                    name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                    metric.get("score").asDouble(),
                    sorted.get(0),
                    sorted.get(sorted.size() - 1),
                    sorted.size());
        }
    }

    /** @param file JMH's results, as JSON */
    static CodeReport read(Path file) throws IOException {
        var results = new ObjectMapper().readTree(file.toFile());
        return new CodeReport(StreamSupport.stream(results.spliterator(), false)
                .map(Score::of)
                .toList());
    }

    Finding finding() {
        var table = new Table("", "ns, mean", "(least-most)", "iterations");
        for (var score : scores) {
            table.row(
                    score.benchmark(),
                    "%,.1f".formatted(score.nanos()),
                    "%,.1f-%,.1f".formatted(score.least(), score.most()),
                    "%d".formatted(score.iterations()));
        }
        return new Finding("code", "A click or URL each, on one core, warm.\n\n" + table, scores, true);
    }
}
