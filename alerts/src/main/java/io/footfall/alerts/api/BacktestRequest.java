package io.footfall.alerts.api;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.footfall.alerts.rules.FloodRule;
import io.footfall.alerts.rules.ForbiddenPathRule;
import io.footfall.alerts.rules.Thresholds;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Body of a request to try other thresholds on past events. Absent thresholds are as configured.
 *
 * @param since time of the oldest event, as far as Kafka still retains it
 * @param clicks of the rule {@code forbidden-path}: this many are critical
 * @param paths of the rule {@code forbidden-path}: this many distinct ones are critical
 * @param mode of the rule {@code flood}
 * @param ratio of the rule {@code flood}: share of page views that a flood exceeds
 * @param minClicks of the rule {@code flood}: windows with fewer clicks are never a flood
 * @param factor of the rule {@code flood}: how many times the usual number of clicks
 * @param score of the rule {@code flood}: how many standard deviations above it
 * @param windows of the rule {@code flood}: how many in a row before the alert fires
 * @param unknown must be empty
 */
public record BacktestRequest(
        @NotNull @Schema(description = "Not so long ago that Kafka retains too many events since then")
        Instant since,

        @Min(1) @Max(Integer.MAX_VALUE) Integer clicks,
        @Min(1) @Max(Integer.MAX_VALUE) Integer paths,
        FloodRule.Mode mode,
        @DecimalMin("0") @DecimalMax("1") Double ratio,
        @Min(1) @Max(Long.MAX_VALUE) @JsonProperty("floor") Long minClicks,
        @DecimalMin("1") Double factor,
        @DecimalMin("0") Double score,
        @Min(1) @Max(Integer.MAX_VALUE) Integer windows,
        @JsonAnySetter Map<String, Object> unknown) {
    /** The configured thresholds with those of this request in their place. */
    Thresholds thresholds(Thresholds configured) {
        var forbidden = configured.forbiddenPath();
        var flood = configured.flood();
        return new Thresholds(
                new ForbiddenPathRule.Policy(
                        forbidden.window(),
                        Objects.requireNonNullElse(paths, forbidden.paths()),
                        Objects.requireNonNullElse(clicks, forbidden.clicks())),
                configured.probing(),
                new FloodRule.Policy(
                        Objects.requireNonNullElse(mode, flood.mode()),
                        Objects.requireNonNullElse(ratio, flood.ratio()),
                        Objects.requireNonNullElse(minClicks, flood.minClicks()),
                        Objects.requireNonNullElse(factor, flood.factor()),
                        Objects.requireNonNullElse(score, flood.score()),
                        Objects.requireNonNullElse(windows, flood.windows()),
                        flood.extreme(),
                        flood.warmUpWindows(),
                        flood.weight(),
                        flood.adaptAfter(),
                        flood.maxClicks()),
                configured.silence());
    }
}
