package io.footfall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What {@code ./mvnw -Prelease} publishes, as far as it can be checked without the build. */
class ReleaseTest {
    private static final Path PROJECT = Path.of("..");
    private static final Path RELEASE = PROJECT.resolve(Path.of("src", "main", "release"));
    private static final Pattern ENTRYPOINT = Pattern.compile("(?m)^ENTRYPOINT (\\[.*])$");

    @TempDir
    private Path directory;

    @Test
    void onTheJvmAnArchiveStartsItsServiceAsTheImageDoes() throws Exception {
        var java = script(directory.resolve("jdk/bin/java"), "printf '%s\\n' java \"$@\"");

        var command = run("JAVA_HOME", java.getParent().getParent().toString());

        assertThat(command)
                .containsExactlyElementsOf(entryPoint("Dockerfile.jvm").stream()
                        .map(part -> part.equals("quarkus-run.jar") ? directory + "/quarkus-run.jar" : part)
                        .toList());
    }

    @Test
    void furtherOptionsOfTheJvmAreTakenFromTheEnvironment() throws Exception {
        script(directory.resolve("jdk/bin/java"), "printf '%s\\n' java \"$@\"");

        assertThat(run("JAVA_HOME", directory + "/jdk", "JAVA_OPTS", "-Xss1m -Dx=y"))
                .contains("-Xss1m", "-Dx=y");
    }

    @Test
    void aNativeArchiveStartsItsServiceAsTheImageDoes() throws Exception {
        script(directory.resolve("service"), "printf '%s\\n' /app/service \"$@\"");

        assertThat(run()).containsExactlyElementsOf(entryPoint("Dockerfile.native"));
    }

    @Test
    void checksumsAndThePartOfTheChangelogAreWritten() throws Exception {
        Files.writeString(directory.resolve("footfall-ingest-1.0.0.tar.gz"), "abc");

        assertThat(finish("1.0.0")).isZero();

        assertThat(Files.readString(directory.resolve("CHANGES-1.0.0.md")))
                .startsWith("## [1.0.0]")
                .contains("- **Ingest**")
                .doesNotContain("[Unreleased]");
        assertThat(Files.readAllLines(directory.resolve("SHA256SUMS")))
                .hasSize(2)
                .anyMatch(line -> line.endsWith("  CHANGES-1.0.0.md"))
                .contains(
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  footfall-ingest-1.0.0.tar.gz");
    }

    @Test
    void aVersionThatTheChangelogDoesNotHaveIsNotReleased() throws Exception {
        assertThat(finish("99.0.0")).isNotZero();
    }

    private int finish(String version) throws Exception {
        return new ProcessBuilder(RELEASE.resolve("finish").toString(), directory.toString(), version)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private List<String> run(String... environment) throws Exception {
        Files.copy(RELEASE.resolve("run"), directory.resolve("run"));
        directory.resolve("run").toFile().setExecutable(true);
        var builder = new ProcessBuilder(directory.resolve("run").toString()).redirectErrorStream(true);
        for (var i = 0; i < environment.length; i += 2) {
            builder.environment().put(environment[i], environment[i + 1]);
        }
        var process = builder.start();
        var lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }

    private static Path script(Path file, String command) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static List<String> entryPoint(String dockerfile) throws IOException {
        var found = ENTRYPOINT.matcher(Files.readString(PROJECT.resolve(Path.of("src", "main", "docker", dockerfile))));
        assertThat(found.find()).isTrue();
        return StreamSupport.stream(new ObjectMapper().readTree(found.group(1)).spliterator(), false)
                .map(part -> part.asText())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "processor", "alerts", "dashboard"})
    void everyServiceHasAnArchive(String service) throws IOException {
        assertThat(Files.readString(PROJECT.resolve(Path.of(service, "pom.xml"))))
                .contains("<release.skip>false</release.skip>");
        assertThat(texts("sandbox.xml", "directory"))
                .contains("${maven.multiModuleProjectDirectory}/" + service + "/target/quarkus-app");
    }

    /** What may lie in the directories of whoever makes the release. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "k8s/secrets/generated/alerts.env",
                "k8s/components/grafana/grafana.env",
                "k8s/overlays/production/oidc.env",
                "src/main/docker/.env",
                "src/main/docker/compose.override.yaml"
            })
    void noSecretIsInTheArchiveOfManifests(String file) throws Exception {
        assertThat(includedIn("deploy.xml", Path.of(file))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k8s/kustomization.yaml",
                "k8s/secrets/generate",
                "k8s/base/server.properties",
                "src/main/docker/compose.yaml",
                "src/main/docker/Dockerfile.jvm",
                "src/main/systemd/footfall.conf",
                "src/main/systemd/footfall-.service.d/common.conf",
                "docs/systemd.md",
                "CHANGELOG.md"
            })
    void theArchiveOfManifestsHasWhatThePagesName(String file) throws Exception {
        assertThat(PROJECT.resolve(file)).isRegularFile();
        assertThat(includedIn("deploy.xml", Path.of(file))).hasSize(1);
    }

    /** The sets of a descriptor that include a file of the project. */
    private static List<String> includedIn(String descriptor, Path file) throws Exception {
        var sets = elements(descriptor, "fileSet");
        var found = new ArrayList<String>();
        for (var set : sets) {
            var base = Path.of(only(set, "directory")
                    .replace("${maven.multiModuleProjectDirectory}/", "")
                    .replace("${maven.multiModuleProjectDirectory}", ""));
            var isBelow = base.toString().isEmpty() || file.startsWith(base);
            var relative = base.toString().isEmpty() || !isBelow ? file : base.relativize(file);
            var includes = all(set, "include");
            if (isBelow
                    && (includes.isEmpty() || includes.stream().anyMatch(pattern -> matches(pattern, relative)))
                    && all(set, "exclude").stream().noneMatch(pattern -> matches(pattern, relative))) {
                found.add(base.toString());
            }
        }
        return found;
    }

    private static boolean matches(String pattern, Path file) {
        var matchers = Stream.of(pattern, pattern.replace("**/", ""))
                .map(glob -> file.getFileSystem().getPathMatcher("glob:" + glob));
        return matchers.anyMatch(matcher -> matcher.matches(file));
    }

    private static List<String> texts(String descriptor, String name) throws IOException {
        return elements(descriptor, name).stream().map(Element::getTextContent).toList();
    }

    private static String only(Element element, String name) {
        assertThat(all(element, name)).hasSize(1);
        return all(element, name).get(0);
    }

    private static List<String> all(Element element, String name) {
        var nodes = element.getElementsByTagName(name);
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(i -> nodes.item(i).getTextContent())
                .toList();
    }

    private static List<Element> elements(String descriptor, String name) throws IOException {
        try {
            var nodes = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(RELEASE.resolve(descriptor).toFile())
                    .getElementsByTagName(name);
            return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                    .map(i -> (Element) nodes.item(i))
                    .toList();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }
}
