package io.footfall.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Alert.Severity;
import io.footfall.events.Click;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForbiddenPathRuleTest {
    private static final Instant START = Instant.parse("2018-01-13T05:05:00Z");
    private static final Duration BUCKET = Duration.ofMinutes(5);

    private final ForbiddenPathRule rule = new ForbiddenPathRule(BUCKET);

    @Test
    void aClickIsAWarningThatSaysWhoAskedForWhat() {
        var sign = (Finding.Sign) rule.judge(click(START.toEpochMilli()), "/admin", "/admin", START);

        assertThat(sign.cause().rule()).isEqualTo("forbidden-path");
        assertThat(sign.cause().severity()).isEqualTo(Severity.WARNING);
        assertThat(sign.summary()).isEqualTo("A forbidden path was requested: /admin");
        assertThat(sign.evidence())
                .isEqualTo("2018-01-13T05:05:00.000Z · https://site.example/admin · NL · firefox · desktop");
    }

    @Test
    void theFingerprintIsTheSameInEveryRun() {
        assertThat(fingerprint(START.toEpochMilli(), "/admin")).isEqualTo("0e329f42920a662c");
    }

    @Property
    void theSamePatternWithinABucketIsTheSameAlert(@ForAll @LongRange(min = 0, max = 299_999) long after) {
        assertThat(fingerprint(START.toEpochMilli() + after, "/admin"))
                .isEqualTo(fingerprint(START.toEpochMilli(), "/admin"));
    }

    @Property
    void theSamePatternInAnotherBucketIsAnotherAlert(@ForAll @LongRange(min = 300_000, max = 9_000_000) long after) {
        assertThat(fingerprint(START.toEpochMilli() + after, "/admin"))
                .isNotEqualTo(fingerprint(START.toEpochMilli(), "/admin"));
    }

    @Test
    void whateverPathsAndTimesAnIntruderMakesUpItIsOneAlert() {
        var fingerprints = IntStream.range(0, 1_000)
                .mapToObj(i -> rule.judge(click(i * 1_000_000_000L), "/admin/" + i, "/admin/**", START)
                        .cause()
                        .fingerprint())
                .distinct();

        assertThat(fingerprints).hasSize(1);
    }

    @Test
    void anotherPatternIsAnotherAlert() {
        assertThat(fingerprint(START.toEpochMilli(), "/admin"))
                .isNotEqualTo(fingerprint(START.toEpochMilli(), "/.env"));
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

    private String fingerprint(long time, String path) {
        return rule.judge(click(0), path, path, Instant.ofEpochMilli(time))
                .cause()
                .fingerprint();
    }

    private static Click click(long time) {
        return new Click("desktop", time, "Title", "NL", 0, "linux", "https://site.example/admin", 0, "firefox");
    }
}
