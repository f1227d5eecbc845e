package io.footfall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code src/main/release/compare} ignores what Quarkus numbers and orders anew in each build, and nothing else. */
class ReleaseCompareTest {
    private static final Path COMPARE = Path.of("..", "src", "main", "release", "compare");

    @TempDir
    private Path directory;

    @Test
    void twoBuildsMayNumberAndOrderGeneratedCodeDifferently() throws Exception {
        build("ours", "\"proxykey7\", \"first\", \"second\"");
        build("theirs", "\"second\", \"proxykey12\", \"first\"");

        assertThat(compare()).isEqualTo("0 the same, but for the order and numbers in generated classes");
    }

    @Test
    void anotherTextInGeneratedCodeIsADifference() throws Exception {
        build("ours", "\"proxykey7\", \"first\"");
        build("theirs", "\"proxykey7\", \"third\"");

        assertThat(compare()).startsWith("1 ").contains("Recorded.class differs");
    }

    @Test
    void aFurtherGeneratedClassIsADifference() throws Exception {
        build("ours", "\"first\"");
        build("theirs", "\"first\"}; } class Further { Object[] texts = {");

        assertThat(compare()).startsWith("1 ").contains("Further.class differs");
    }

    @Test
    void anyOtherFileMustBeTheSame() throws Exception {
        build("ours", "\"first\"");
        build("theirs", "\"first\"");
        Files.writeString(directory.resolve("theirs/quarkus-run.jar"), "other");

        assertThat(compare()).startsWith("1 ").contains("quarkus-run.jar differ");
    }

    @Test
    void withoutTheToolsOfAJdkNothingIsCompared() throws Exception {
        build("ours", "\"first\"");
        build("theirs", "\"second\"");

        assertThat(compare(directory.toString())).doesNotStartWith("0").doesNotContain("the same");
    }

    /** A build whose generated class has these texts. */
    private void build(String name, String texts) throws IOException {
        var sources = Files.createDirectories(directory.resolve(name + "-classes"));
        var source = sources.resolve("Recorded.java");
        Files.writeString(source, "class Recorded { Object[] texts = {" + texts + "}; }");
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
                .isZero();
        var build = Files.createDirectories(directory.resolve(name).resolve("quarkus"));
        Files.writeString(build.resolveSibling("quarkus-run.jar"), "run");
        try (var jar = new JarOutputStream(Files.newOutputStream(build.resolve("generated-bytecode.jar")));
                var classes = Files.newDirectoryStream(sources, "*.class")) {
            for (var file : classes) {
                jar.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, jar);
            }
        }
    }

    private String compare() throws Exception {
        return compare(System.getProperty("java.home"));
    }

    /** The exit status and the output. */
    private String compare(String jdk) throws Exception {
        var builder = new ProcessBuilder(
                        COMPARE.toString(),
                        directory.resolve("ours").toString(),
                        directory.resolve("theirs").toString())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return process.waitFor() + " " + output;
    }
}
