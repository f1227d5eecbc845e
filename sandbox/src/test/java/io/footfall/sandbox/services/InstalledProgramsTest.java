package io.footfall.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledProgramsTest {
    @TempDir
    private Path project;

    @Test
    void aServiceRunsAsAJarByDefault() throws IOException {
        var jar = built("alerts/target/quarkus-app/quarkus-run.jar");
        built("alerts/target/footfall-alerts-1.0.0-runner");

        var programs = new InstalledPrograms(project, false);

        assertThat(programs.isNative(Service.ALERTS)).isFalse();
        assertThat(programs.command(Service.ALERTS)).endsWith("-jar", jar.toString());
    }

    @Test
    void onlyServicesThatHandleEveryClickAreOptimized() {
        var programs = new InstalledPrograms(project, false);

        assertThat(Stream.of(Service.values())
                        .filter(service -> !programs.command(service).contains("-XX:TieredStopAtLevel=1")))
                .containsExactly(Service.INGEST, Service.PROCESSOR);
    }

    @Test
    void theNewestNativeBinaryRunsIfPreferred() throws IOException {
        var newest = built("alerts/target/footfall-alerts-1.0.0-runner");
        var older = built("alerts/target/footfall-alerts-2.0.0-runner");
        Files.setLastModifiedTime(older, FileTime.from(Instant.EPOCH));

        var programs = new InstalledPrograms(project, true);

        assertThat(programs.command(Service.ALERTS)).startsWith(newest.toString());
        assertThat(programs.missing(Service.ALERTS)).isEmpty();
    }

    @Test
    void aServiceWithoutANativeBinaryRunsAsAJar() throws IOException {
        var jar = built("alerts/target/quarkus-app/quarkus-run.jar");

        var programs = new InstalledPrograms(project, true);

        assertThat(programs.isNative(Service.ALERTS)).isFalse();
        assertThat(programs.command(Service.ALERTS)).endsWith("-jar", jar.toString());
    }

    @Test
    void theJarOfAServiceThatIsNotBuiltIsMissing() {
        assertThat(new InstalledPrograms(project, true).missing(Service.ALERTS))
                .hasValue(project.resolve("alerts/target/quarkus-app/quarkus-run.jar"));
    }

    private Path built(String file) throws IOException {
        var path = project.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.createFile(path);
    }
}
