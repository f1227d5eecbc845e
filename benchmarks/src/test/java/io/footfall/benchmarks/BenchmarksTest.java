package io.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

class BenchmarksTest {
    @ParameterizedTest
    @ValueSource(strings = {"ingest", "processor", "store", "latency", "fan-out", "idle", "start", "code", "all"})
    void everyCommandHasHelpWithDefaults(String command) {
        var output = new StringWriter();

        var status = Benchmarks.commandLine().setOut(new PrintWriter(output)).execute(command, "--help");

        assertThat(status).isZero();
        assertThat(output.toString()).contains("Usage: benchmarks " + command).doesNotContain("DEFAULT-VALUE");
    }

    @Test
    void partsAreReadInAnyCaseAndListsAreSeparatedByCommas() {
        parse("processor", "--only=cost,Growth", "--clicks=1000", "--spark-java=/java");
        parse("ingest", "--rounds=1", "--seconds=2");
        parse("store", "--to=nothing", "--clicks=1000");
        parse("latency", "--rates=500,1000");
        parse("fan-out", "--readers=1,2", "--rounds=1");
        parse("start", "--sample=clicks.jsonl");
        parse("all", "--quick", "--spark-java=/java");
        parse("code", "--", "-f", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest --only=compare", "processor --only=kills", "latency --rates=many", "unknown"})
    void aPartOrCommandThatDoesNotExistIsRefused(String line) {
        assertThatThrownBy(() -> parse(line.split(" "))).isInstanceOf(ParameterException.class);
    }

    @Test
    void aReportIsNamedForItsCommandAndPart() {
        assertThat(Benchmarks.reportOf("processor --only=cost --rounds=5")).isEqualTo("processor-cost.md");
        assertThat(Benchmarks.reportOf("code -- -f 1")).isEqualTo("code.md");
        assertThat(Benchmarks.reportOf("start")).isEqualTo("start.md");
    }

    private static void parse(String... arguments) {
        var unused = Benchmarks.commandLine().parseArgs(arguments);
    }
}
