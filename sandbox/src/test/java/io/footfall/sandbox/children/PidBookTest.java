package io.footfall.sandbox.children;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidBookTest {
    @TempDir
    private Path directory;

    private Process process;

    @BeforeEach
    void startProcess() throws IOException {
        process = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void endProcess() {
        process.destroyForcibly();
    }

    @Test
    void aProcessLeftBehindIsEnded() throws IOException, InterruptedException {
        var book = new PidBook(directory);
        book.record("ingest", process.toHandle());

        assertThat(book.endLeftovers()).containsExactly("ingest");

        assertThat(process.isAlive()).isFalse();
        assertThat(book.endLeftovers()).isEmpty();
    }

    @Test
    void anotherProcessThatGotTheSamePidIsLeftAlone() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("ingest.pid"), process.pid() + " 1515819844345");

        assertThat(new PidBook(directory).endLeftovers()).isEmpty();

        assertThat(process.isAlive()).isTrue();
    }
}
