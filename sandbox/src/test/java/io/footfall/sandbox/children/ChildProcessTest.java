package io.footfall.sandbox.children;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(output, true, UTF_8);
    private final Console console = new Console(stream, stream);

    @Test
    void aProcessThatExitsUnexpectedlyIsReportedAndRestarted() throws IOException, InterruptedException {
        var child = start("echo $$ >> " + directory.resolve("starts") + "; [ $(wc -l < " + directory.resolve("starts")
                + ") -ge 2 ] && exec sleep 60; exit 7");

        await().atMost(PATIENCE).until(() -> starts() == 2);
        ChildProcess.stopAll(List.of(child), Duration.ofSeconds(5));

        assertThat(output.toString(UTF_8)).contains("test exited unexpectedly with status 7");
    }

    @Test
    void aStoppedProcessIsNotRestarted() throws IOException, InterruptedException {
        var child = start("echo $$ >> " + directory.resolve("starts") + "; exec sleep 60");
        await().atMost(PATIENCE).until(() -> starts() == 1);

        ChildProcess.stopAll(List.of(child), Duration.ofSeconds(5));

        var pid = Long.parseLong(Files.readAllLines(directory.resolve("starts")).get(0));
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(starts()).isEqualTo(1);
        assertThat(output.toString(UTF_8)).isEmpty();
    }

    @Test
    void aProcessThatIgnoresSigtermIsKilledAfterTheTimeout() throws IOException, InterruptedException {
        var child = start("trap '' TERM; echo $$ >> " + directory.resolve("starts") + "; while :; do sleep 1; done");
        await().atMost(PATIENCE).until(() -> starts() == 1);

        ChildProcess.stopAll(List.of(child), Duration.ofMillis(300));

        var pid = Long.parseLong(Files.readAllLines(directory.resolve("starts")).get(0));
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void warningsAreEchoedWithoutControlCharactersAndAllLinesAreLogged() throws IOException, InterruptedException {
        var child = start("echo all well; printf '10:00 WARN \\033[2J look\\n'; exec sleep 60");

        await().atMost(PATIENCE).until(() -> output.size() > 0);
        ChildProcess.stopAll(List.of(child), Duration.ofSeconds(5));

        assertThat(output.toString(UTF_8)).isEqualToIgnoringNewLines("test: 10:00 WARN \\u{1b}[2J look");
        assertThat(child.logPath()).content().contains("all well");
    }

    private long starts() throws IOException {
        var starts = directory.resolve("starts");
        return Files.exists(starts) ? Files.readAllLines(starts).size() : 0;
    }

    private ChildProcess start(String script) throws IOException {
        var launch = new LaunchSpec("test", List.of("/bin/sh", "-c", script), Map.of(), EchoThreshold.WARNING);
        return ChildProcess.start(
                launch, directory.resolve("test.log"), new PidFiles(directory.resolve("pids")), console);
    }
}
