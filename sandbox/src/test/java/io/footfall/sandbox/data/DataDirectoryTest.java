package io.footfall.sandbox.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {
    @TempDir
    private Path home;

    @Test
    void aDirectoryWithOtherFilesIsNeitherUsedNorWiped() throws IOException {
        var foreign = Files.writeString(home.resolve("notes.txt"), "not a sandbox's");

        assertThatThrownBy(() -> DataDirectory.open(home))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("--data=DIR");

        assertThat(foreign).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/nosuch", "/proc/self/nosuch/data", "/dev/null/data", "/dev/null"})
    void aDirectoryThatCannotBeUsedIsNamedWithItsOption(String directory) {
        assertThatThrownBy(() -> DataDirectory.open(Path.of(directory)))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining(directory)
                .hasMessageContaining("--data=DIR");
    }

    @Test
    void wipingDeletesTheDataAndLeavesTheDirectoryUsable() throws IOException, DataDirectoryException {
        try (var data = DataDirectory.open(home.resolve("data"))) {
            Files.createDirectories(data.kafka().resolve("clicks-0"));
            Files.writeString(data.kafka().resolve("clicks-0").resolve("0.log"), "x");

            data.wipe();

            assertThat(data.kafka()).doesNotExist();
        }
        DataDirectory.open(home.resolve("data")).close();
    }

    @Test
    void aDirectoryThatWasCreatedForAFailedStartIsDeleted() throws IOException, DataDirectoryException {
        try (var data = DataDirectory.open(home.resolve("new").resolve("data"))) {
            Files.createDirectories(data.pids());

            data.discardIfNew();
        }
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatWasThereBeforeAFailedStartIsKept() throws IOException, DataDirectoryException {
        DataDirectory.open(home.resolve("data")).close();
        try (var data = DataDirectory.open(home.resolve("data"))) {
            Files.createDirectories(data.kafka());

            data.discardIfNew();

            assertThat(data.kafka()).exists();
        }
    }

    @Test
    void theVisitorSecretIsKeptAndReadableByItsOwnerOnly() throws IOException, DataDirectoryException {
        try (var data = DataDirectory.open(home.resolve("data"))) {
            var secret = VisitorSecret.of(data);

            assertThat(VisitorSecret.of(data)).isEqualTo(secret).hasSize(64);
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.root().resolve("visitor-secret"))))
                    .isEqualTo("rw-------");
        }
    }
}
