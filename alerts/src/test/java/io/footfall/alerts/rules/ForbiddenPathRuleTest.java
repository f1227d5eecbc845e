package io.footfall.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.rules.SecurityEvent.ForbiddenClick;
import io.footfall.events.Alert.Severity;
import io.footfall.events.Click;
import io.footfall.events.text.ShortHash;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForbiddenPathRuleTest {
    private static final Instant START = Instant.parse("2018-01-13T05:05:00Z");

    private final ForbiddenPathRule rule =
            new ForbiddenPathRule(new ForbiddenPathRule.Policy(Duration.ofMinutes(5), 3, 10));

    @Test
    void aClickIsAWarningThatNamesPathCountryAndBrowser() {
        var occurrence = visit("/admin", START);

        assertThat(occurrence.key()).isEqualTo(new AlertKey("forbidden-path", Severity.WARNING, "2d0e30a8851df9e9"));
        assertThat(occurrence.summary()).isEqualTo("A management page was requested: /admin, by NL with firefox");
        assertThat(occurrence.evidence())
                .containsExactly("2018-01-13T05:05:00.000Z · https://site.example/admin · NL · firefox · desktop");
    }

    @Test
    void aFewClicksOnOnePageAreAWarning() {
        for (var second = 0; second < 9; second++) {
            assertThat(visit("/admin", START.plusSeconds(second)).key().severity())
                    .isEqualTo(Severity.WARNING);
        }
        assertThat(visit("/admin", START.plusSeconds(9)).key().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void severalPagesAreCriticalWhateverTheirPatterns() {
        visit("/admin", START);
        visit("/.env", START.plusSeconds(1));

        var third = visit("/pma/index.php", START.plusSeconds(2));

        assertThat(third.key().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(third.summary())
                .isEqualTo("Management pages are being probed, /pma/index.php among them:"
                        + " 3 requests for 3 pages within 300 s");
    }

    @Test
    void pathsWithEqualHashCodesAreDistinct() {
        visit("/AaAa", START);
        visit("/BBBB", START);

        assertThat(visit("/AaBB", START).key().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void clicksBeforeTheWindowDoNotCount() {
        visit("/admin", START);
        visit("/.env", START);

        assertThat(visit("/pma", START.plusSeconds(301)).key().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void thereIsOneAlertForEachPatternWhateverPathsAndTimesAnIntruderChooses() {
        for (var visit = 0; visit < 10_000; visit++) {
            var finding = rule.evaluate(
                    new ForbiddenClick(click(visit * 1_000_000_000L), "/admin/" + visit, "/admin/**", START));
            assertThat(finding.key().fingerprint()).isEqualTo(ShortHash.of("forbidden-path", "/admin/**"));
        }
        assertThat(visit("/admin/x", START).summary()).contains("at least 1000 requests");
    }

    private Finding.Occurrence visit(String path, Instant at) {
        return rule.evaluate(new ForbiddenClick(click(at.toEpochMilli()), path, path, at));
    }

    private static Click click(long time) {
        return new Click("desktop", time, "Title", "NL", 0, "linux", "https://site.example/admin", 0, "firefox");
    }
}
