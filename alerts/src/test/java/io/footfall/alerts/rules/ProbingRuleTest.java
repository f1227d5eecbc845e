package io.footfall.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.alerts.DefaultReplica;
import io.footfall.alerts.rules.SecurityEvent.SuspiciousRequest;
import io.footfall.events.Alert.Severity;
import io.footfall.events.requests.Request;
import io.footfall.events.text.ShortHash;
import io.footfall.events.text.SingleLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbingRuleTest {
    private static final Instant START = Instant.parse("2026-11-03T12:00:00Z");
    private static final String CURL = "curl/8";

    private final ProbingRule rule = new ProbingRule(DefaultReplica.thresholds().probing());

    private static SuspiciousRequest request(String visitor, String reason, String path, int status, Instant at) {
        return request(visitor, reason, path, status, at, CURL, false);
    }

    private static SuspiciousRequest request(
            String visitor, String reason, String path, int status, Instant at, String agent, boolean isBot) {
        var logged =
                new Request(at.toEpochMilli(), "GET", "news.example", path, status, 5, 1, null, agent, "NL", false);
        return new SuspiciousRequest(visitor, logged, reason, path, isBot, at);
    }

    private Optional<Finding.Occurrence> probe(String path, int status, int second) {
        return rule.evaluate(request("a", "probe", path, status, START.plusSeconds(second)));
    }

    private Optional<Finding.Occurrence> page(String path, int status, int second) {
        return rule.evaluate(request("a", "forbidden", path, status, START.plusSeconds(second)));
    }

    private Optional<Finding.Occurrence> notFound(String visitor, int path, Instant at) {
        return rule.evaluate(request(visitor, "not-found", "/" + path, 404, at));
    }

    @Test
    void theThirdProbeIsAnAlertWithTheOnesBefore() {
        assertThat(probe("/.env", 404, 0)).isEmpty();
        assertThat(probe("/xml.php", 403, 1)).isEmpty();

        assertThat(probe("/up.php", 404, 2)).hasValueSatisfying(found -> {
            assertThat(found.key()).isEqualTo(new AlertKey("probing", Severity.WARNING, ShortHash.of("probing", "a")));
            assertThat(found.count()).isEqualTo(3);
            assertThat(found.startedAt()).isEqualTo(START);
            assertThat(found.at()).isEqualTo(START.plusSeconds(2));
            assertThat(found.summary())
                    .isEqualTo(
                            "A visitor asks for what scanners ask for: 3 probes within 60 s, 0 paths not found within"
                                    + " 10 s; nothing was shown; the newest is /up.php, by curl/8 from NL");
            assertThat(found.evidence())
                    .containsExactly(
                            "2026-11-03T12:00:00.000Z · GET /.env · 404 · curl/8 from NL",
                            "2026-11-03T12:00:01.000Z · GET /xml.php · 403 · curl/8 from NL",
                            "2026-11-03T12:00:02.000Z · GET /up.php · 404 · curl/8 from NL");
        });
        assertThat(probe("/.env", 404, 3)).hasValueSatisfying(found -> {
            assertThat(found.count()).isEqualTo(1);
            assertThat(found.evidence()).hasSize(1);
        });
    }

    @Test
    void manyPathsThatAreNotFoundDoNotHideProbes() {
        probe("/.env", 404, 0);
        probe("/xml.php", 404, 0);
        for (var path = 0; path < 36; path++) {
            assertThat(notFound("a", path, START.plusMillis(1_250L * path))).isEmpty();
        }

        assertThat(probe("/up.php", 404, 50))
                .hasValueSatisfying(found -> assertThat(found.summary()).contains("3 probes within 60 s"));
    }

    @Test
    void oneProbeAgainAndAgainIsNone() {
        for (int second = 0; second < 100; second++) {
            assertThat(probe("/.env", 404, second)).isEmpty();
        }
    }

    @Test
    void probesThatAreLongApartAreNone() {
        for (int i = 0; i < 100; i++) {
            assertThat(probe("/.env" + i, 404, 31 * i)).isEmpty();
        }
    }

    @Test
    void managementPagesAndProbesCountTogether() {
        page("/admin", 302, 0);
        probe("/.env", 404, 1);

        assertThat(page("/wp-login.php", 404, 2))
                .hasValueSatisfying(found -> assertThat(found.key().severity()).isEqualTo(Severity.WARNING));
    }

    @ParameterizedTest
    @CsvSource({
        "200, true",
        "204, true",
        "206, true",
        "304, true",
        "301, false",
        "302, false",
        "401, false",
        "403, false",
        "404, false",
        "499, false",
        "500, false",
        "0, false",
        "-1, false"
    })
    void aManagementPageThatIsShownIsAWarningAtOnce(int status, boolean isShown) {
        assertThat(page("/admin", status, 0).isPresent()).isEqualTo(isShown);
    }

    @Test
    void whoWorksWithManagementPagesIsNoScanner() {
        for (int i = 0; i < 200; i++) {
            assertThat(page("/admin/" + i, 200, i)).hasValueSatisfying(found -> {
                assertThat(found.key().severity()).isEqualTo(Severity.WARNING);
                assertThat(found.summary()).startsWith("A visitor asks for management pages; shown: /admin/0;");
            });
        }
    }

    @Test
    void aProbeThatIsAnsweredIsCriticalAtOnce() {
        assertThat(probe("/.env", 200, 0)).hasValueSatisfying(found -> {
            assertThat(found.key().severity()).isEqualTo(Severity.CRITICAL);
            assertThat(found.summary()).contains("shown: /.env;");
        });
    }

    @Test
    void aScannerThatIsShownAManagementPageIsCritical() {
        probe("/.env", 404, 0);
        probe("/xml.php", 404, 1);
        probe("/up.php", 404, 2);

        assertThat(page("/admin", 200, 3)).hasValueSatisfying(found -> {
            assertThat(found.key().severity()).isEqualTo(Severity.CRITICAL);
            assertThat(found.summary()).contains("shown: /admin;");
        });
    }

    @Test
    void tenPathsThatAreNotFoundWithinTenSecondsAreAnAlert() {
        for (int i = 0; i < 9; i++) {
            assertThat(notFound("a", i, START.plusSeconds(i))).isEmpty();
        }
        assertThat(notFound("a", 9, START.plusSeconds(10))).hasValueSatisfying(found -> {
            assertThat(found.key().severity()).isEqualTo(Severity.WARNING);
            assertThat(found.count()).isEqualTo(10);
        });
    }

    @Test
    void fewerOrSlowerOnesAreNone() {
        for (int i = 0; i < 100; i++) {
            assertThat(notFound("slow", i, START.plusMillis(1_200L * i))).isEmpty();
            assertThat(notFound("same", i % 9, START.plusMillis(100L * i))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html), true, false",
        "Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html), true, true",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html), false, true",
    })
    void aCrawlerMayAskForWhatIsNotThere(String agent, boolean isBot, boolean isAlert) {
        var found = new ArrayList<Finding>();
        for (int i = 0; i < 50; i++) {
            rule.evaluate(request("a", "not-found", "/" + i, 404, START, agent, isBot))
                    .ifPresent(found::add);
        }

        assertThat(!found.isEmpty()).isEqualTo(isAlert);
    }

    @Test
    void aCrawlerMayNotProbe() {
        var found = new ArrayList<Finding>();
        for (var path : List.of("/.env", "/up.php", "/xml.php")) {
            rule.evaluate(request("a", "probe", path, 404, START, "Googlebot", true))
                    .ifPresent(found::add);
        }

        assertThat(found).hasSize(1);
    }

    @Test
    void visitorsWithoutAnAddressAreNotOneThatFindsNothing() {
        for (int i = 0; i < 50; i++) {
            assertThat(notFound("", i, START)).isEmpty();
        }
        assertThat(rule.evaluate(request("", "probe", "/.env", 200, START))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "new-reason"})
    void aReasonOfANewerVersionIsIgnored(String reason) {
        for (int i = 0; i < 50; i++) {
            assertThat(rule.evaluate(request("a", reason, "/" + i, 200, START))).isEmpty();
        }
    }

    @Test
    void itCanBeSwitchedOff() {
        var off = new ProbingRule(new ProbingRule.Policy(false, Duration.ofMinutes(1), 3, Duration.ofSeconds(10), 10));

        assertThat(off.evaluate(request("a", "probe", "/.env", 200, START))).isEmpty();
    }

    @Test
    void oneScannerIsOneAlertWhateverItAsksFor() {
        var fingerprints = new HashSet<String>();
        long count = 0;
        for (int i = 0; i < 6_590; i++) {
            var reason = List.of("forbidden", "probe", "not-found").get(i % 3);
            var found = rule.evaluate(request("a", reason, "/" + i, i % 5 == 0 ? 200 : 404, START.plusMillis(20L * i)));
            if (found.isPresent()) {
                fingerprints.add(found.get().key().fingerprint());
                count += found.get().count();
            }
        }

        assertThat(fingerprints).hasSize(1);
        assertThat(count).isEqualTo(6_590);
    }

    @Test
    void aScanFromVeryManyAddressesIsABoundedNumberOfAlerts() {
        var fingerprints = new HashSet<String>();
        for (int visitor = 0; visitor < 20_000; visitor++) {
            rule.evaluate(request("visitor-" + visitor, "probe", "/.env", 200, START))
                    .ifPresent(found -> fingerprints.add(found.key().fingerprint()));
        }

        assertThat(fingerprints).hasSize(201);
    }

    @Test
    void anotherReplicaGoesOnWithTheAlert() {
        probe("/.env", 404, 0);
        probe("/xml.php", 404, 1);
        rule.restore(ShortHash.of("probing", "a"));
        rule.restore("of-a-visitor-that-is-not-known");

        assertThat(probe("/.env", 404, 2)).hasValueSatisfying(found -> {
            assertThat(found.count()).as("the first two were counted").isEqualTo(1);
            assertThat(found.startedAt()).isEqualTo(START.plusSeconds(2));
        });
    }

    @Test
    void nothingThatAStrangerSendsBreaksALine() {
        var random = new Random(26);
        for (int i = 0; i < 5_000; i++) {
            var path = random.ints(random.nextInt(300), 0, 0x10FFFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            var found = rule.evaluate(request("v" + i, "probe", path, 200, START, path, false))
                    .orElseThrow();

            assertThat(found.summary().codePoints()).allMatch(SingleLine::isSafe);
            assertThat(found.summary()).hasSizeLessThan(600);
            assertThat(found.evidence()).allSatisfy(line -> {
                assertThat(line.codePoints()).allMatch(SingleLine::isSafe);
                assertThat(line).hasSizeLessThan(300);
            });
        }
    }
}
