package io.footfall.docs;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation agrees with the code, and its links work. */
class DocumentationTest {
    private static final Path ROOT = ProjectFiles.ROOT;
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Map<String, DeclaredSettings.Setting> DECLARED = DeclaredSettings.byKey();
    private static final int README_LINES = 250;

    private static final Pattern OWN_PREFIX = Pattern.compile("(footfall|smtp|influxdb)\\..*");
    private static final Pattern SIZE_IN_BYTES = Pattern.compile(".*-(bytes|size)");
    private static final Pattern JAVA_FILE = Pattern.compile("([a-z-]+)/((?:[a-z]+/)*\\w+\\.java)");
    private static final Pattern CLASS_NAME = Pattern.compile("([A-Z][a-z0-9]+)+([A-Z][a-z0-9]+|IT)");
    /** Classes of Kafka and SmallRye that the decisions name, and words that look like classes. */
    private static final Set<String> NOT_OURS = Set.of(
            "CachedStateStore",
            "KafkaClientSupplier",
            "AbstractPartitionAssignor",
            "KafkaCommitHandler",
            "ClusterIssuer",
            "NetworkPolicies",
            "TopologyTestDriver");

    private static final Pattern PROJECT_VERSION =
            Pattern.compile("<artifactId>footfall[a-z-]*</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern IMAGE_VERSION = Pattern.compile("footfall/[a-z]+:([0-9][\\w.]*)");
    private static final Pattern VERSION_ARGUMENT = Pattern.compile("ARG VERSION=(\\S+)");
    private static final Pattern RELEASE = Pattern.compile("## \\[([0-9][^]]*)].*");

    static Stream<MarkdownPage> pages() {
        return Stream.concat(
                        Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
                                .map(ROOT::resolve),
                        ProjectFiles.below(DOCS, ".md"))
                .map(MarkdownPage::new);
    }

    @Test
    void theSettingsPageListsExactlyTheSettingsOfTheCodeWithTheirDefaults() {
        var documented = new TreeMap<String, String>();
        for (var row : settingsRows()) {
            if (OWN_PREFIX.matcher(row.get(0)).matches()) {
                assertThat(documented.put(row.get(0), row.get(1)))
                        .as("second row of %s", row.get(0))
                        .isNull();
            }
        }
        var declared = DECLARED.values().stream()
                .collect(toMap(DeclaredSettings.Setting::key, DeclaredSettings.Setting::defaultValue));

        assertThat(documented).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(declared));
    }

    /** Services compare the names of variables with these. */
    @Test
    void theKnownSettingsAreThoseOfTheSettingsPage() {
        var known = ROOT.resolve("events/src/main/resources/io/footfall/events/settings/known-settings.txt");
        var documented = settingsRows().stream().map(row -> row.get(0)).filter(key -> key.startsWith("footfall."));

        assertThat(ProjectFiles.text(known).lines())
                .containsExactlyElementsOf(documented.sorted().toList());
    }

    @Test
    void theSettingsPageGivesTheUnitOfEverySetting() {
        assertThat(settingsRows()).isNotEmpty().allSatisfy(row -> {
            var unit = row.get(2);
            assertThat(unit).as("unit of %s", row.get(0)).isNotBlank();
            assertThat(row.get(3)).as("meaning of %s", row.get(0)).isNotBlank();
            if (DECLARED.containsKey(row.get(0))) {
                checkUnit(DECLARED.get(row.get(0)), unit);
            }
        });
    }

    private static void checkUnit(DeclaredSettings.Setting setting, String unit) {
        var check = assertThat(unit).as("unit of %s", setting.key());
        if (setting.isDuration()) {
            check.startsWith("duration");
        } else if (setting.isBoolean()) {
            check.isEqualTo("`true`, `false`");
        } else if (SIZE_IN_BYTES.matcher(setting.key()).matches()) {
            check.isEqualTo("bytes");
        }
        setting.constants().forEach(constant -> check.containsIgnoringCase(constant));
    }

    /** Name, default, unit and meaning without backticks around the first two. */
    private static List<List<String>> settingsRows() {
        return new MarkdownPage(DOCS.resolve("settings.md"))
                .rows("setting", "default", "unit", "meaning").stream()
                        .map(row -> List.of(
                                withoutBackticks(row.get(0)), withoutBackticks(row.get(1)), row.get(2), row.get(3)))
                        .toList();
    }

    private static String withoutBackticks(String cell) {
        return cell.replace("`", "");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAnExistingFileAndHeading(MarkdownPage page) {
        assertThat(page.internalLinks().stream().filter(link -> !isThere(page, link)))
                .as("broken links of %s", page)
                .isEmpty();
    }

    private static boolean isThere(MarkdownPage page, String link) {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? page.file() : page.sibling(parts[0]);
        return Files.exists(target)
                && (parts.length == 1 || new MarkdownPage(target).anchors().contains(parts[1]));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyImageExists(MarkdownPage page) {
        assertThat(page.images().stream().filter(image -> !Files.exists(page.sibling(image))))
                .as("missing images of %s", page)
                .isEmpty();
    }

    @Test
    void theReadmeIsShort() {
        assertThat(new MarkdownPage(ROOT.resolve("README.md")).lines()).hasSizeLessThanOrEqualTo(README_LINES);
    }

    @Test
    void everyPageIsListedInTheReadmeOrInTheIndexOfDecisions() {
        var listed = Stream.of(ROOT.resolve("README.md"), DOCS.resolve(Path.of("decisions", "README.md")))
                .map(MarkdownPage::new)
                .flatMap(page -> page.internalLinks().stream().map(page::sibling))
                .collect(Collectors.toSet());

        assertThat(ProjectFiles.below(DOCS, ".md")).isNotEmpty().isSubsetOf(listed);
    }

    /** {@code processor/windows/Timing.java} stands for {@code processor/src/main/java/io/footfall/processor/…}. */
    @Test
    void everyJavaFileOfTheArchitecturePageExists() {
        var files = new MarkdownPage(DOCS.resolve("architecture.md"))
                .inlineCode().stream()
                        .map(JAVA_FILE::matcher)
                        .filter(file -> file.matches())
                        .toList();

        assertThat(files).hasSizeGreaterThan(50);
        assertThat(files.stream()
                        .filter(file -> places(file.group(), file.group(1), file.group(2))
                                .noneMatch(Files::exists))
                        .map(file -> file.group()))
                .as("missing files")
                .isEmpty();
    }

    private static Stream<Path> places(String whole, String module, String file) {
        var packages = Path.of("java", "io", "footfall");
        return Stream.concat(
                Stream.of(ROOT.resolve(whole)),
                Stream.of("main", "test")
                        .map(kind -> ROOT.resolve(module)
                                .resolve(Path.of("src", kind))
                                .resolve(packages))
                        .flatMap(root -> Stream.of(root.resolve(module).resolve(file), root.resolve(file))));
    }

    @Test
    void everyClassThatThePagesNameExists() {
        var classes = ProjectFiles.below(ROOT, ".java")
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        var named = pages().filter(page -> !page.file().endsWith("CHANGELOG.md"))
                .flatMap(page -> page.inlineCode().stream())
                .filter(code -> CLASS_NAME.matcher(code).matches() && !NOT_OURS.contains(code))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isNotEmpty();
        named.removeAll(classes);
        var rules = ProjectFiles.text(ROOT.resolve(Path.of("k8s", "overlays", "production", "monitoring.yaml")));
        named.removeIf(name -> rules.contains("alert: " + name + "\n"));
        assertThat(named).as("missing classes and rules").isEmpty();
    }

    @Test
    void theRunbookHasEveryWarningAndErrorThatServicesLog() {
        var runbook = ProjectFiles.text(DOCS.resolve("operate.md"));
        var messages = LoggedMessages.ofServices();

        assertThat(messages).isNotEmpty();
        assertThat(messages.stream()
                        .filter(message -> !message.fixedParts().stream().allMatch(runbook::contains))
                        .map(LoggedMessages.Message::text))
                .as("messages that the runbook lacks")
                .isEmpty();
    }

    @Test
    void theVersionIsTheSameInPomsManifestsImagesAndChangelog() {
        var released = ProjectFiles.text(ROOT.resolve("CHANGELOG.md"))
                .lines()
                .map(RELEASE::matcher)
                .filter(heading -> heading.matches())
                .map(heading -> heading.group(1))
                .findFirst()
                .orElseThrow();

        var versions = new TreeMap<Path, Set<String>>();
        ProjectFiles.below(ROOT, "pom.xml").forEach(file -> versions.put(file, found(PROJECT_VERSION, file)));
        ProjectFiles.below(ROOT, ".yaml").forEach(file -> versions.put(file, found(IMAGE_VERSION, file)));
        Stream.of("Dockerfile.jvm", "Dockerfile.native")
                .map(name -> ROOT.resolve(Path.of("src", "main", "docker", name)))
                .forEach(file -> versions.put(file, found(VERSION_ARGUMENT, file)));
        versions.values().removeIf(Set::isEmpty);

        assertThat(versions.keySet()).hasSizeGreaterThan(15);
        assertThat(versions).allSatisfy((file, version) -> assertThat(version).containsExactly(released));
    }

    private static Set<String> found(Pattern pattern, Path file) {
        return pattern.matcher(ProjectFiles.text(file))
                .results()
                .map(version -> version.group(1))
                .filter(version -> !version.startsWith("${"))
                .collect(Collectors.toSet());
    }
}
