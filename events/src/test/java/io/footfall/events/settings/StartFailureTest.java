package io.footfall.events.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.BindException;
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

        assertThat(StartFailure.lines(new RuntimeException("Failed to start", failure)))
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

        assertThat(StartFailure.lines(new RuntimeException(check)))
                .containsExactly("footfall.ingest.sites: 'news' is not an origin");
    }

    @Test
    void aPortInUseIsNamedWithItsSetting() {
        var failure = new QuarkusBindException("0.0.0.0", 8080, new BindException("Address already in use"));

        assertThat(StartFailure.lines(new RuntimeException(failure)))
                .containsExactly("port 8080 is in use (quarkus.http.port, quarkus.management.port)");
    }

    @Test
    void aFailureThatNamesNoSettingIsNotExplained() {
        assertThat(StartFailure.lines(new IllegalStateException("no io.footfall.ingest.IngestConfig")))
                .isEmpty();
        assertThat(StartFailure.lines(new NullPointerException())).isEmpty();
    }
}
