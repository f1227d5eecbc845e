package io.footfall.processor.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Patterns of files with an extension have a check of their own. */
class ExtensionsTest {
    private static final long SEED = 26;
    private static final List<String> PIECES = List.of(
            "/",
            "dump",
            ".sql",
            ".SQL",
            ".bak",
            ".ba\u212A",
            "%2e",
            "%73",
            "sql",
            ".",
            "?",
            "#",
            ";x",
            "..",
            "%",
            "%20",
            "\\",
            "x",
            ".html",
            "\u0000");

    private final ForbiddenPaths paths = new ForbiddenPaths(List.of("/**/*.sql", "/**/*.bak", "/**/x*.html"));

    @Test
    void theFastCheckFindsWhatTheSlowOneFinds() {
        var random = new Random(SEED);
        int matches = 0;
        for (int i = 0; i < 200_000; i++) {
            var url = new StringBuilder("http://h/");
            for (int pieces = random.nextInt(7); pieces > 0; pieces--) {
                url.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            var expected = paths.find(url.toString());

            assertThat(paths.match(url.toString())).as(url.toString()).isEqualTo(expected);
            matches += expected.isPresent() ? 1 : 0;
        }
        assertThat(matches).isGreaterThan(1_000);
    }
}
