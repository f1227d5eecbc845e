package io.footfall.alerts.rules;

/** The policies of all rules. */
public record Thresholds(
        ForbiddenPathRule.Policy forbiddenPath,
        ProbingRule.Policy probing,
        FloodRule.Policy flood,
        SilenceRule.Policy silence) {
    public static Thresholds of(RulesConfig rules) {
        var forbidden = rules.forbiddenPath();
        var probing = rules.probing();
        var flood = rules.flood();
        return new Thresholds(
                new ForbiddenPathRule.Policy(forbidden.window(), forbidden.paths(), forbidden.clicks()),
                new ProbingRule.Policy(
                        probing.enabled(),
                        probing.window(),
                        probing.paths(),
                        probing.notFoundWindow(),
                        probing.notFoundPaths()),
                new FloodRule.Policy(
                        flood.mode(),
                        flood.ratio(),
                        flood.minClicks(),
                        flood.factor(),
                        flood.score(),
                        flood.windows(),
                        flood.extreme(),
                        flood.warmUpWindows(),
                        flood.weight(),
                        flood.adaptAfter(),
                        flood.maxClicks().orElse(Long.MAX_VALUE)),
                new SilenceRule.Policy(rules.silence().after(), rules.silence().minActiveSeconds()));
    }
}
