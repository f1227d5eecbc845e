package io.footfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The message about a wrong setting has its name, its value, and what is allowed. */
class IngestConfigTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client-rate               | -5                 | must be at least 1, not -5",
                "client-burst              | 0                  | must be at least 1, not 0",
                "client-connections        | -1                 | must be at least 1, not -1",
                "trusted-proxies           | 11                 | must be at most 10, not 11",
                "max-click-size            | 2000000            | must be at most 900000, not 2000000",
                "max-in-flight             | 2147483647         | must be at most 100000000, not 2147483647",
                "request-timeout           | PT5S               | must be at least 11 s, not PT5S",
                "retry-after               | PT2H               | must be at most 1 h, not PT2H",
                "acknowledgement-timeout   | PT-3S              | must be at least 500 ms, not PT-3S",
                "tracker-max-age           | PT-1S              | must be at least 0 s, not PT-1S",
                "country-header            | CF IPCountry       | must be the name of a header such as CF-IPCountry,"
                        + " not 'CF IPCountry'",
                "visitor-secret            | '              x ' | must have at least 16 characters",
            })
    void aValueThatIsNotAllowedIsNamed(String setting, String value, String message) {
        assertThatThrownBy(() -> config(Map.of("footfall.ingest." + setting, value)))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("footfall.ingest." + setting + " " + message);
    }

    @Test
    void theDefaultsAndASecretThatEndsInALineBreakAreAllowed() {
        assertThat(config(Map.of("footfall.ingest.visitor-secret", "0123456789abcdef\n")))
                .isNotNull();
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(IngestConfig.class)
                .withDefaultValues(settings)
                .withValidator(new BeanValidationConfigValidatorImpl())
                .build();
    }
}
