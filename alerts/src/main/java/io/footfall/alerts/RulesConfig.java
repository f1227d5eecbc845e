package io.footfall.alerts;

import io.footfall.alerts.rules.FloodRule;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.OptionalLong;
import org.hibernate.validator.constraints.time.DurationMin;

/** What an operator sets of the rules, with the defaults; the README's table explains each. */
@ConfigMapping(prefix = "footfall.alerts.rules")
public interface RulesConfig {
    ForbiddenPath forbiddenPath();

    Flood flood();

    Silence silence();

    /** Visits to management pages. */
    interface ForbiddenPath {
        /** Stretch of the log's time that is looked at, over all patterns. */
        @WithDefault("PT5M")
        @DurationMin(seconds = 1)
        Duration window();

        /** Distinct paths in it that are critical. */
        @WithDefault("5")
        @Min(1)
        int paths();

        /** Clicks in it that are critical. */
        @WithDefault("20")
        @Min(1)
        int clicks();
    }

    /** Far more page openings than usual. */
    interface Flood {
        @WithDefault("LEARNED")
        FloodRule.Mode mode();

        /** Share of page openings above which a window can be a flood. */
        @WithDefault("0.5")
        @DecimalMin("0")
        @DecimalMax("1")
        double ratio();

        /** Clicks below which a window is too small to tell. */
        @WithDefault("300")
        @Min(1)
        long floor();

        /** How many times the usual number of clicks there must be. */
        @WithDefault("2")
        @DecimalMin("1")
        double factor();

        /** How many standard deviations above the usual number of clicks there must be. */
        @WithDefault("6")
        @DecimalMin("0")
        double score();

        /** Windows in a row before people are told. */
        @WithDefault("2")
        @Min(1)
        int windows();

        /** How many times the usual number an attack must have to be told in its first window. */
        @WithDefault("5")
        @DecimalMin("1")
        double extreme();

        /** Windows that are looked at before it is known what is usual. */
        @WithDefault("10")
        @Min(1)
        int learning();

        /** Weight of the newest window in what is usual. */
        @WithDefault("0.1")
        @DecimalMin("0.001")
        @DecimalMax("1")
        double weight();

        /** After how long a flood is what is usual. */
        @WithDefault("PT1H")
        @DurationMin(seconds = 30)
        Duration habit();

        /** Clicks that are never usual, however slowly there came to be so many. */
        OptionalLong ceiling();
    }

    /** No clicks any more. */
    interface Silence {
        /** How long there must be none. */
        @WithDefault("PT10M")
        @DurationMin(seconds = 1)
        Duration after();

        /** Seconds with clicks that there must have been in the hour before. */
        @WithDefault("100")
        @Min(1)
        long signs();
    }
}
