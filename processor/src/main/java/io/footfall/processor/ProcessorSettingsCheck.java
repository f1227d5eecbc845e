package io.footfall.processor;

import io.footfall.processor.security.ForbiddenPaths;
import io.footfall.processor.traffic.ShownArticles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds settings of the processor that cannot be meant. */
final class ProcessorSettingsCheck {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    /** In ISO 3166-1 a code for private use, which databases of addresses have for Kosovo. */
    private static final String KOSOVO = "XK";

    private static final Map<String, String> CUSTOMARY = Map.of("UK", "GB", "EL", "GR");

    private final List<String> problems = new ArrayList<>();

    private ProcessorSettingsCheck() {}

    /** Checks all settings, and describes each problem with name, value and what is allowed. */
    static List<String> problems(ProcessorConfig config) {
        var check = new ProcessorSettingsCheck();
        config.market().forEach(check::country);
        config.forbiddenPaths().forEach(pattern -> check.pattern("forbidden-paths", pattern));
        config.probePaths().ifPresent(patterns -> patterns.forEach(pattern -> check.pattern("probe-paths", pattern)));
        config.sites().ifPresent(sites -> sites.forEach(check::site));
        check.atLeast("grace", config.grace(), Duration.ZERO);
        check.atLeast("max-ahead", config.maxAhead(), Duration.ZERO);
        check.atLeast("max-behind", config.maxBehind(), Duration.ZERO);
        check.atLeast("idle-timeout", config.idleTimeout(), Duration.ofSeconds(1));
        check.atLeast("update-interval", config.updateInterval(), Duration.ofMillis(100));
        return check.problems;
    }

    private void country(String setting) {
        var code = setting.strip().toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(code) && !code.equals(KOSOVO)) {
            add("market", setting, "ISO 3166-1 alpha-2 codes such as " + CUSTOMARY.getOrDefault(code, "BE"));
        }
    }

    private void pattern(String name, String setting) {
        ForbiddenPaths.problem(setting).ifPresent(allowed -> add(name, setting, allowed));
    }

    private void site(String setting) {
        if (!ShownArticles.isSite(setting)) {
            add("sites", setting, "origins such as https://www.example.org or https://www.example.org:8443");
        }
    }

    private void atLeast(String setting, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            add(setting, value.toString(), "durations of at least " + least);
        }
    }

    private void add(String setting, String value, String allowed) {
        problems.add("footfall.processor.%s: '%s' is not allowed; allowed are %s".formatted(setting, value, allowed));
    }
}
