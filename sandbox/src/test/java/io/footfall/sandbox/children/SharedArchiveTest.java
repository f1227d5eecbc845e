package io.footfall.sandbox.children;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedArchiveTest {
    private static final String FROM_ARCHIVE = Greeter.class.getName() + " source: shared objects file";

    @TempDir
    private Path home;

    private Path jar;
    private Path archives;

    @BeforeEach
    void buildJar() throws IOException {
        Files.createDirectory(home.resolve("lib"));
        jar = home.resolve("program.jar");
        archives = home.resolve("archives");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Greeter.class.getName());
        var classFile = Greeter.class.getName().replace('.', '/') + ".class";
        try (var output = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var code = Greeter.class.getClassLoader().getResourceAsStream(classFile)) {
            output.putNextEntry(new ZipEntry(classFile));
            code.transferTo(output);
        }
    }

    @Test
    void theRunAfterTheFirstLoadsClassesFromTheArchive() throws Exception {
        record();

        assertThat(run(logging(options()))).contains(Greeter.TEXT, FROM_ARCHIVE);
        assertThat(files()).hasSize(1);
    }

    @Test
    void aNewBuildRecordsAnewAndTheOldArchiveIsDeleted() throws Exception {
        record();
        var old = files();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        record();

        assertThat(files()).hasSize(1).doesNotContainAnyElementsOf(old);
        assertThat(run(logging(options()))).contains(FROM_ARCHIVE);
    }

    @Test
    void withAnArchiveThatIsNoneTheProgramRunsWithoutAWord() throws Exception {
        record();
        for (var file : files()) {
            Files.write(file, new byte[100]);
        }

        assertThat(run(options())).isEqualTo(Greeter.TEXT + "\n");
    }

    @Test
    void aRunThatWasKilledLeavesNoArchive() {
        SharedArchive.endRecording(options(), true);

        assertThat(archives).isEmptyDirectory();
    }

    @Test
    void whatAProgramRecordsThatWasNeverReadyIsDeleted() throws Exception {
        var options = options();
        run(options);
        assertThat(archives).isNotEmptyDirectory();

        SharedArchive.endRecording(options, false);

        assertThat(archives).isEmptyDirectory();
    }

    @Test
    void whereNothingCanBeWrittenThereAreNoOptions() throws IOException {
        Files.createFile(archives);

        assertThat(options()).isEmpty();
    }

    private void record() throws Exception {
        var options = options();
        assertThat(run(options)).startsWith(Greeter.TEXT);
        SharedArchive.endRecording(options, true);
    }

    private List<String> options() {
        return SharedArchive.options(jar, archives, "program");
    }

    private static List<String> logging(List<String> options) {
        return Stream.concat(options.stream(), Stream.of("-Xlog:class+load")).toList();
    }

    private String run(List<String> options) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // An archive fits only the collector with which it was recorded.
        var command = new ArrayList<>(List.of(java, "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        var output = home.resolve("output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readString(output, UTF_8);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(archives)) {
            return files.toList();
        }
    }

    /** The program that runs. */
    static final class Greeter {
        static final String TEXT = "hello";

        private Greeter() {}

        public static void main(String[] arguments) {
            System.out.println(TEXT);
        }
    }
}
