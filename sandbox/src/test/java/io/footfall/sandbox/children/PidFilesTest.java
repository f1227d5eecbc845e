package io.footfall.sandbox.children;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFilesTest {
    @TempDir
    private Path directory;

    private Process process;

    @BeforeEach
    void startProcess() throws IOException {
        process = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void stopProcess() {
        process.destroyForcibly();
    }

    @Test
    void aLeftoverProcessIsStopped() throws IOException, InterruptedException {
        var pids = new PidFiles(directory);
        pids.write("ingest", process.toHandle());

        assertThat(pids.stopLeftovers()).containsExactly("ingest");

        assertThat(process.isAlive()).isFalse();
        assertThat(pids.stopLeftovers()).isEmpty();
    }

    @Test
    void anotherProcessWithTheSamePidIsNotStopped() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("ingest.pid"), process.pid() + " 1515819844345");

        assertThat(new PidFiles(directory).stopLeftovers()).isEmpty();

        assertThat(process.isAlive()).isTrue();
    }
}
