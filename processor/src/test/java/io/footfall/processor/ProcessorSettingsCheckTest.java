package io.footfall.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorSettingsCheckTest {
    @Test
    void theDefaultSettingsAreAllowed() {
        assertThat(ProcessorSettingsCheck.problems(with("grace", "PT1M"))).isEmpty();
        assertThat(ProcessorSettingsCheck.problems(with("market", "gb, NL,XK"))).isEmpty();
        assertThat(ProcessorSettingsCheck.problems(
                        with("forbidden-paths", "/,/**,/Admin,/shop-*/**,/.env*,/**/x,/a/**/b")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "market | UK | 'UK' is not allowed; allowed are ISO 3166-1 alpha-2 codes such as GB",
                "market | BE,Belgium | 'Belgium' is not allowed; allowed are ISO 3166-1 alpha-2 codes",
                "sites | https://news.example,news.example | 'news.example' is not allowed; allowed are origins such as https://",
                "grace | -PT1M | 'PT-1M' is not allowed; allowed are durations of at least PT0S",
                "max-ahead | -PT1M | durations of at least PT0S",
                "max-behind | -PT1M | durations of at least PT0S",
                "idle-timeout | PT0S | durations of at least PT1S",
                "update-interval | PT0S | durations of at least PT0.1S",
                "forbidden-paths | /admin,wp-login.php | 'wp-login.php' is not allowed; allowed are paths that begin with a slash",
                "probe-paths | /.env,/**.sql | '/**.sql' is not allowed; allowed are patterns with ** as a whole segment",
                "forbidden-paths | wp-login.php | such as /wp-login.php, or /**/wp-login.php in any folder",
                "forbidden-paths | **/wp-login.php | such as /**/wp-login.php",
                "forbidden-paths | /x** | '/x**' is not allowed; allowed are patterns with ** as a whole segment",
                "forbidden-paths | /**x/y | patterns with ** as a whole segment",
                "forbidden-paths | /*** | patterns with ** as a whole segment",
                "forbidden-paths | /ad\u0007min | without control characters",
                "forbidden-paths | /admin/ | without a slash at their end, such as /admin or /admin/**",
                "forbidden-paths | //admin | without empty segments",
                "forbidden-paths | /search?q=* | decoded paths without query",
                "forbidden-paths | /a%20b | decoded paths",
                "forbidden-paths | /a/../b | without the segments . and ..",
                "forbidden-paths | https://news.example/admin | paths that begin with a slash",
            })
    void aSettingThatCannotBeMeantIsNamedWithItsValueAndWhatIsAllowed(String setting, String value, String problem) {
        assertThat(ProcessorSettingsCheck.problems(with(setting, value)))
                .singleElement()
                .asString()
                .startsWith("footfall.processor." + setting + ": '")
                .contains(problem)
                .doesNotContain("\n");
    }

    private static ProcessorConfig with(String setting, String value) {
        return new SmallRyeConfigBuilder()
                .withMapping(ProcessorConfig.class)
                .withDefaultValue("footfall.processor.forbidden-paths", "/admin,/admin/**")
                .withDefaultValue("footfall.processor." + setting, value)
                .build()
                .getConfigMapping(ProcessorConfig.class);
    }
}
