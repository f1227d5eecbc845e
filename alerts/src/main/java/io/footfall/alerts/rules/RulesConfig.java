package io.footfall.alerts.rules;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.OptionalLong;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of the rules. */
@ConfigMapping(prefix = "footfall.alerts.rules")
public interface RulesConfig {
    /** A longer duration may not fit into a point in time. */
    int MAX_DAYS = 36_500;

    ForbiddenPathConfig forbiddenPath();

    ProbingConfig probing();

    FloodConfig flood();

    SilenceConfig silence();

    /** Requests for management pages. */
    interface ForbiddenPathConfig {
        /** Length of the sliding window, over all patterns, by Kafka's time. */
        @WithDefault("PT5M")
        @DurationMin(seconds = 1)
        @DurationMax(days = MAX_DAYS)
        Duration window();

        /** This many distinct paths within the window are critical. */
        @WithDefault("5")
        @Min(1)
        int paths();

        /** This many clicks within the window are critical. */
        @WithDefault("20")
        @Min(1)
        int clicks();
    }

    /** Scanners in access logs. */
    interface ProbingConfig {
        @WithDefault("true")
        boolean enabled();

        /** In which paths are counted, by Kafka's time. */
        @WithDefault("PT1M")
        @DurationMin(seconds = 1)
        @DurationMax(days = 1)
        Duration window();

        /** This many distinct probes within the window are those of a scanner. */
        @WithDefault("3")
        @Min(1)
        @Max(1_000)
        int paths();

        /** In which paths that are not found are counted. */
        @WithDefault("PT10S")
        @DurationMin(seconds = 1)
        @DurationMax(days = 1)
        Duration notFoundWindow();

        /** This many distinct paths that are not found are those of a scanner. */
        @WithDefault("10")
        @Min(1)
        @Max(1_000)
        int notFoundPaths();
    }

    /** Far more clicks than usual. */
    interface FloodConfig {
        @WithDefault("LEARNED")
        FloodRule.Mode mode();

        /** Share of page views above which a window can be a flood. */
        @WithDefault("0.5")
        @DecimalMin("0")
        @DecimalMax("1")
        double ratio();

        /** Windows with fewer clicks are never a flood. */
        @WithDefault("300")
        @Min(1)
        long minClicks();

        /** How many times the usual number of clicks a flood has. */
        @WithDefault("2")
        @DecimalMin("1")
        double factor();

        /** How many standard deviations above the usual number of clicks a flood is. */
        @WithDefault("6")
        @DecimalMin("0")
        double score();

        /** Windows in a row before the alert fires. */
        @WithDefault("2")
        @Min(1)
        int windows();

        /** An attack with this many times the usual number of clicks fires in its first window. */
        @WithDefault("5")
        @DecimalMin("1")
        double extreme();

        /** Windows before the baseline is used. */
        @WithDefault("10")
        @Min(1)
        int warmUpWindows();

        /** Weight of the newest window in the baseline. */
        @WithDefault("0.1")
        @DecimalMin("0.001")
        @DecimalMax("1")
        double weight();

        /** A flood that lasts longer becomes part of the baseline. */
        @WithDefault("PT1H")
        @DurationMin(seconds = 30)
        @DurationMax(days = MAX_DAYS)
        Duration adaptAfter();

        /** Windows with this many clicks are always a flood. */
        @Min(1)
        OptionalLong maxClicks();
    }

    /** No more clicks. */
    interface SilenceConfig {
        /** Shortest pause that is an alert. */
        @WithDefault("PT10M")
        @DurationMin(seconds = 1)
        @DurationMax(days = MAX_DAYS)
        Duration after();

        /** Seconds with clicks that the hour before the pause must have had. */
        @WithDefault("100")
        @Min(1)
        long minActiveSeconds();
    }
}
