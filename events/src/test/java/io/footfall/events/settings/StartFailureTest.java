package io.footfall.events.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartFailureTest {
    @ConfigMapping(prefix = "footfall.example")
    interface Example {
        Duration timeout();

        String name();
    }

    @Test
    void everyValueThatCannotBeReadHasALineThatNamesItsSetting() {
        var failure = failure("footfall.example.timeout", "soon");

        assertThat(StartFailure.wrongSettings(new RuntimeException("Failed to start", failure)))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).doesNotContain("SRCFG", "Exception", "\n"))
                .anySatisfy(line -> assertThat(line).contains("footfall.example.timeout", "soon"))
                .anySatisfy(line -> assertThat(line).contains("footfall.example.name", "required"));
    }

    private static ConfigValidationException failure(String key, String value) {
        try {
            new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withMapping(Example.class)
                    .withDefaultValue(key, value)
                    .build();
        } catch (ConfigValidationException e) {
            return e;
        }
        throw new AssertionError("the value was accepted");
    }

    @Test
    void aCheckThatNamesTheSettingIsExplainedByItsMessageAlone() {
        var check = new IllegalArgumentException("footfall.ingest.sites: 'news' is not an origin");

        assertThat(StartFailure.wrongSettings(new RuntimeException(check)))
                .containsExactly("footfall.ingest.sites: 'news' is not an origin");
    }

    @Test
    void aFailureThatNamesNoSettingIsNotExplained() {
        assertThat(StartFailure.wrongSettings(new IllegalStateException("no io.footfall.ingest.IngestConfig")))
                .isEmpty();
        assertThat(StartFailure.wrongSettings(new NullPointerException())).isEmpty();
    }
}
