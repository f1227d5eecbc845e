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
    @ValueSource(strings = {"ingest", "processor", "latency", "fan-out", "start", "code", "all"})
    void everyCommandHasHelpWithDefaults(String command) {
        var output = new StringWriter();

        var status = Benchmarks.commandLine().setOut(new PrintWriter(output)).execute(command, "--help");

        assertThat(status).isZero();
        assertThat(output.toString()).contains("Usage: benchmarks " + command).doesNotContain("DEFAULT-VALUE");
    }

    @Test
    void partsAreReadInAnyCaseAndListsAreSeparatedByCommas() {
        parse("processor", "--only=cost,Growth", "--clicks=1000", "--spark-java=/java");
        parse("ingest", "--only=SOAK", "--minutes=1");
        parse("latency", "--rates=500,1000");
        parse("fan-out", "--readers=1,2", "--rounds=1");
        parse("start", "--kinds=native,jvm");
        parse("code", "--", "-f", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest --only=stall", "processor --only=kills", "latency --rates=many", "unknown"})
    void aPartOrCommandThatDoesNotExistIsRefused(String line) {
        assertThatThrownBy(() -> parse(line.split(" "))).isInstanceOf(ParameterException.class);
    }

    private static void parse(String... arguments) {
        var unused = Benchmarks.commandLine().parseArgs(arguments);
    }
}
