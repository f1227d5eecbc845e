package io.footfall.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.processor.clean.ClickValidator;
import io.footfall.processor.clean.Market;
import io.footfall.processor.clean.Verdict;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessorConfigTest {
    private static final long EVENT_TIME = Clicks.NOON.toEpochMilli();

    private final ProcessorConfig config = new SmallRyeConfigBuilder()
            .withMapping(ProcessorConfig.class)
            .withDefaultValue("footfall.processor.forbidden-paths", "/admin")
            .build()
            .getConfigMapping(ProcessorConfig.class);
    private final ClickValidator validator =
            new ClickValidator(new Market(config.market()), config.maxAhead(), config.maxBehind());

    @Test
    void byDefaultAClickMayBeAWeekOldWhenItArrives() {
        assertThat(verdict(Duration.ofDays(7))).isInstanceOf(Verdict.Accepted.class);
        assertThat(reason(Duration.ofDays(7).plusMillis(1))).isEqualTo("too_old");
        assertThat(reason(Duration.ofDays(17_000))).isEqualTo("too_old");
    }

    @Test
    void byDefaultAClickMayBeFiveMinutesAhead() {
        assertThat(verdict(Duration.ofMinutes(-5))).isInstanceOf(Verdict.Accepted.class);
        assertThat(reason(Duration.ofMinutes(-5).minusMillis(1))).isEqualTo("in_future");
    }

    private Verdict verdict(Duration age) {
        return validator.validate(Clicks.bytes(Clicks.pageView(0)), EVENT_TIME + age.toMillis(), null, 0);
    }

    private String reason(Duration age) {
        return ((Verdict.Rejected) verdict(age)).rejection().code();
    }
}
