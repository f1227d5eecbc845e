package io.footfall.alerts.rules;

import java.util.Set;

/** Names of all rules, as they stand in alerts, routes and silences. */
public final class RuleNames {
    public static final Set<String> ALL =
            Set.of(ForbiddenPathRule.NAME, ProbingRule.NAME, FloodRule.NAME, SilenceRule.NAME);

    private RuleNames() {}
}
