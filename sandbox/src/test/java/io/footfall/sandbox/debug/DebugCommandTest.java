package io.footfall.sandbox.debug;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.data.DataDirectory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DebugCommandTest {
    @TempDir
    private Path home;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StringWriter usage = new StringWriter();
    private final CommandLine command = commandLine();

    private CommandLine commandLine() {
        var stream = new PrintStream(printed, true, UTF_8);
        return new CommandLine(new DebugCommand(new Console(stream, stream), Map.of())).setErr(new PrintWriter(usage));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "0"})
    void fewerRecordsThanOneAreRefused(String records) {
        assertThat(command.execute("last", records, "clicks")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(usage.toString()).startsWith("N must be at least 1, not " + records);
        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, Invalid url in bootstrap.servers: localhost",
        "no.such.host.invalid:9092, No resolvable bootstrap urls given in bootstrap.servers",
        "localhost:99999, 99999"
    })
    void aBadAddressOfKafkaIsNamedWithTheReason(String address, String reason) {
        var stream = new PrintStream(printed, true, UTF_8);
        var debug = new DebugCommand(new Console(stream, stream), Map.of("KAFKA_BOOTSTRAP_SERVERS", address));

        assertThat(new CommandLine(debug).execute("topics")).isOne();

        assertThat(printed.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("debug: ")
                .contains(reason, "Kafka at " + address, "KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void resettingADirectoryThatDoesNotExistDoesNotCreateIt() {
        assertThat(command.execute("reset", "--data=" + home.resolve("typo"))).isOne();

        assertThat(printed.toString(UTF_8)).contains(home.resolve("typo") + " is not the data directory of a sandbox");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void resettingTheDirectoryOfSomethingElseChangesNothing() throws Exception {
        var other = Files.writeString(home.resolve("notes.txt"), "not a sandbox's");

        assertThat(command.execute("reset", "--data=" + home)).isOne();

        assertThat(home.toFile().listFiles()).containsExactly(other.toFile());
    }

    @Test
    void resettingTheDirectoryOfASandboxDeletesItsData() throws Exception {
        try (var data = DataDirectory.open(home.resolve("data"))) {
            Files.createDirectories(data.kafka());
        }

        assertThat(command.execute("reset", "--data=" + home.resolve("data"))).isZero();

        assertThat(printed.toString(UTF_8)).startsWith("deleted the data in ");
        assertThat(home.resolve("data").resolve("kafka")).doesNotExist();
    }
}
