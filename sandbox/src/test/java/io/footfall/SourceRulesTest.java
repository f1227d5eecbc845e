package io.footfall;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for the source of main code in all modules. */
class SourceRulesTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");
    private static final int MAX_CLASSES = 15;
    private static final int MAX_LINES = 200;

    /** Words of a dialect that this project once had. The glossary in docs/architecture.md has the terms to use. */
    private static final Set<String> BANNED = Set.of(
            "tell",
            "tells",
            "told",
            "untold",
            "hear",
            "hears",
            "heard",
            "judge",
            "judges",
            "judged",
            "forget",
            "forgets",
            "forgotten",
            "remember",
            "remembers",
            "remembered");

    private static final Pattern BANNED_PHRASE = Pattern.compile("\\blets? go\\b|^\\s*/?\\*+ .*\\bin[,;:] .*\\bout\\b");
    private static final Pattern SKIPPING = Pattern.compile(
            "import (static )?org\\.junit\\.jupiter\\.api\\.(Assumptions|Disabled|condition\\.)|import .*\\bassume");
    private static final Pattern FIXED_WAIT = Pattern.compile("@Timeout\\(|\\batMost\\(Duration\\."
            + "|\\b(waitFor|await|awaitTermination|orTimeout)\\([1-9][0-9]+, |, TimeUnit\\.MINUTES\\)");
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+");
    private static final Pattern TEXT = Pattern.compile(".*\\.(java|properties|js|html|css)");

    @Test
    void noSimpleClassNameStandsForTwoClasses() {
        assertThat(javaFiles()
                        .collect(groupingBy(file -> file.getFileName().toString()))
                        .values())
                .filteredOn(files -> files.size() > 1)
                .isEmpty();
    }

    @Test
    void noPackageHasMoreClassesThanAReaderCanKeepInMind() {
        assertThat(javaFiles().collect(groupingBy(Path::getParent)).entrySet())
                .filteredOn(packaged -> packaged.getValue().size() > MAX_CLASSES)
                .isEmpty();
    }

    @Test
    void noFileIsTooLong() {
        assertThat(javaFiles())
                .filteredOn(file -> lines(file).size() > MAX_LINES)
                .isEmpty();
    }

    @Test
    void noInternalHeaderClassIsUsed() {
        assertThat(javaFiles())
                .filteredOn(file -> contains(file, Pattern.compile("kafka\\.common\\.header\\.internals")))
                .isEmpty();
    }

    @Test
    void testsAreSkippedByRequirementOnly() {
        assertThat(files("src/test/java"))
                .filteredOn(file -> !file.startsWith(PROJECT.resolve("test-support")) && contains(file, SKIPPING))
                .isEmpty();
    }

    /** The tests of events cannot use it: it is in a module that needs events. */
    @Test
    void testsWaitAsLongAsPatienceSays() {
        assertThat(files("src/test/java")
                        .filter(file -> !file.startsWith(PROJECT.resolve("events"))
                                && !file.startsWith(PROJECT.resolve("access")))
                        .flatMap(file -> found(file, FIXED_WAIT)))
                .isEmpty();
    }

    private static Stream<String> found(Path file, Pattern pattern) {
        return lines(file).stream().filter(line -> pattern.matcher(line).find()).map(line -> file + ": " + line.trim());
    }

    @Test
    void codeCommentsAndMessagesUseTheTermsOfTheField() {
        assertThat(files("src/main")
                        .filter(file -> TEXT.matcher(file.toString()).matches())
                        .flatMap(SourceRulesTest::bannedWords))
                .isEmpty();
    }

    private static Stream<String> bannedWords(Path file) {
        var found = new ArrayList<String>();
        var lines = lines(file);
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            var words = WORD.matcher(line)
                    .results()
                    .map(word -> word.group().toLowerCase(Locale.ROOT))
                    .collect(toSet());
            words.retainAll(BANNED);
            if (!words.isEmpty() || BANNED_PHRASE.matcher(line).find()) {
                found.add(file + ":" + number + ": " + line.trim());
            }
        }
        return found.stream();
    }

    private static boolean contains(Path file, Pattern pattern) {
        return lines(file).stream().anyMatch(line -> pattern.matcher(line).find());
    }

    private static Stream<Path> javaFiles() {
        return files("src/main/java")
                .filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"));
    }

    private static Stream<Path> files(String directory) {
        return modules()
                .map(module -> module.resolve(directory))
                .filter(Files::isDirectory)
                .flatMap(SourceRulesTest::walk);
    }

    private static Stream<Path> modules() {
        return MODULE.matcher(String.join("\n", lines(PROJECT.resolve("pom.xml"))))
                .results()
                .map(module -> PROJECT.resolve(module.group(1)));
    }

    private static Stream<Path> walk(Path directory) {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
