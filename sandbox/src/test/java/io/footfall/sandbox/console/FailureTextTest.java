package io.footfall.sandbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    @Test
    void theReasonInACauseIsShown() {
        var failure =
                new IllegalStateException("Failed to create the client", new IOException("Invalid url: localhost"));

        assertThat(FailureText.of(failure)).isEqualTo("Failed to create the client: Invalid url: localhost");
    }

    @Test
    void aWrapperThatRepeatsItsCauseIsShownOnceAndWithoutNamesOfClasses() {
        var failure = new ExecutionException(new IOException("no answer"));

        assertThat(FailureText.of(failure)).isEqualTo("no answer");
    }

    @Test
    void anExceptionWithoutAMessageIsNamed() {
        assertThat(FailureText.of(new IOException())).isEqualTo("IOException");
    }

    @Test
    void exceptionsOfFilesHaveAReason() {
        assertThat(FailureText.of(new NoSuchFileException("/a"))).isEqualTo("/a: no such file or directory");
        assertThat(FailureText.of(new AccessDeniedException("/a"))).isEqualTo("/a: permission denied");
        assertThat(FailureText.of(new FileSystemException("/a", null, "Read-only file system")))
                .isEqualTo("/a: Read-only file system");
    }
}
