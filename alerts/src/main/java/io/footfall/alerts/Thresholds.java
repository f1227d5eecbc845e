package io.footfall.alerts;

import io.footfall.alerts.rules.FloodRule;
import io.footfall.alerts.rules.ForbiddenPathRule;
import io.footfall.alerts.rules.SilenceRule;

/** All that the rules decide by. */
public record Thresholds(ForbiddenPathRule.Policy forbiddenPath, FloodRule.Policy flood, SilenceRule.Policy silence) {
    public static Thresholds of(RulesConfig rules) {
        var forbidden = rules.forbiddenPath();
        var flood = rules.flood();
        return new Thresholds(
                new ForbiddenPathRule.Policy(forbidden.window(), forbidden.paths(), forbidden.clicks()),
                new FloodRule.Policy(
                        flood.mode(),
                        flood.ratio(),
                        flood.floor(),
                        flood.factor(),
                        flood.score(),
                        flood.windows(),
                        flood.extreme(),
                        flood.learning(),
                        flood.weight(),
                        flood.habit(),
                        flood.ceiling().orElse(Long.MAX_VALUE)),
                new SilenceRule.Policy(rules.silence().after(), rules.silence().signs()));
    }
}
