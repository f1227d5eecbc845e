package io.footfall.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Alert.Severity;
import io.footfall.events.Click;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForbiddenPathRuleTest {
    private static final Instant START = Instant.parse("2018-01-13T05:05:00Z");

    private final ForbiddenPathRule rule =
            new ForbiddenPathRule(new ForbiddenPathRule.Policy(Duration.ofMinutes(5), 3, 10));

    @Test
    void aClickIsAWarningThatSaysWhoAskedForWhat() {
        var sign = visit("/admin", START);

        assertThat(sign.cause()).isEqualTo(new Cause("forbidden-path", Severity.WARNING, "2d0e30a8851df9e9"));
        assertThat(sign.summary()).isEqualTo("A management page was requested: /admin, by NL with firefox");
        assertThat(sign.evidence())
                .isEqualTo("2018-01-13T05:05:00.000Z · https://site.example/admin · NL · firefox · desktop");
    }

    @Test
    void aFewClicksOnOnePageAreStillAWarning() {
        for (var second = 0; second < 9; second++) {
            assertThat(visit("/admin", START.plusSeconds(second)).cause().severity())
                    .isEqualTo(Severity.WARNING);
        }
        assertThat(visit("/admin", START.plusSeconds(9)).cause().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void severalPagesAreCriticalWhateverPatternsTheyAreOf() {
        visit("/admin", START);
        visit("/.env", START.plusSeconds(1));

        var third = visit("/pma/index.php", START.plusSeconds(2));

        assertThat(third.cause().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(third.summary())
                .isEqualTo("Management pages are being probed, /pma/index.php among them:"
                        + " 3 requests for 3 pages within 300 s");
    }

    @Test
    void pathsThatAreMadeToLookAlikeAreToldApart() {
        visit("/AaAa", START);
        visit("/BBBB", START);

        assertThat(visit("/AaBB", START).cause().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void whatWasLongAgoDoesNotMatter() {
        visit("/admin", START);
        visit("/.env", START);

        assertThat(visit("/pma", START.plusSeconds(301)).cause().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void whateverPathsAndTimesAnIntruderMakesUpItIsOneAlertAPattern() {
        for (var visit = 0; visit < 10_000; visit++) {
            var finding = rule.judge(click(visit * 1_000_000_000L), "/admin/" + visit, "/admin/**", START);
            assertThat(finding.cause().fingerprint()).isEqualTo(Fingerprint.of("forbidden-path", "/admin/**"));
        }
        assertThat(visit("/admin/x", START).summary()).contains("at least 1000 requests");
    }

    @ParameterizedTest
    @CsvSource({
        "https://site.example/admin, /admin",
        "https://site.example:8443/admin/?q=/x#y, /admin/",
        "https://site.example, /",
        "https://site.example?x=/admin, /",
        "/admin?x, /admin",
        "no url at all, no url at all",
    })
    void thePathOfAUrlIsWhatStandsBetweenSiteAndQuery(String url, String path) {
        assertThat(ForbiddenPathRule.pathOf(url)).isEqualTo(path);
    }

    private Finding.Sign visit(String path, Instant at) {
        return (Finding.Sign) rule.judge(click(at.toEpochMilli()), path, path, at);
    }

    private static Click click(long time) {
        return new Click("desktop", time, "Title", "NL", 0, "linux", "https://site.example/admin", 0, "firefox");
    }
}
