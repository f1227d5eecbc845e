package io.footfall.alerts.rules;

import java.util.Set;

/** All rules that there are, by the names that alerts, receivers and silences have them by. */
public final class Rules {
    public static final Set<String> NAMES = Set.of(ForbiddenPathRule.NAME, FloodRule.NAME, SilenceRule.NAME);

    private Rules() {}
}
