package io.footfall.alerts.api.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The methods of each path, for the header {@code Allow} of a 405: RESTEasy Reactive sends none. */
public final class AllowedMethods {
    private static final String READ = "GET, HEAD, OPTIONS";
    private static final String POST = "POST, OPTIONS";
    private static final Map<Pattern, String> BY_PATH = byPath();

    private AllowedMethods() {}

    /** Paths without a parameter come first. */
    private static Map<Pattern, String> byPath() {
        var methods = new LinkedHashMap<Pattern, String>();
        methods.put(Pattern.compile("/(alerts|alerts/notices|receivers)"), READ);
        methods.put(Pattern.compile("/alerts/(test|backtest)"), POST);
        methods.put(Pattern.compile("/silences"), "GET, HEAD, OPTIONS, POST");
        methods.put(Pattern.compile("/silences/[^/]+"), "DELETE, OPTIONS");
        methods.put(Pattern.compile("/alerts/[^/]+"), READ);
        methods.put(Pattern.compile("/alerts/[^/]+/acknowledgement"), POST);
        methods.put(Pattern.compile("/alerts/notices/[^/]+/deliveries/[^/]+"), POST);
        methods.put(Pattern.compile("/receivers/[^/]+/enable"), POST);
        return methods;
    }

    public static Optional<String> of(String path) {
        return BY_PATH.entrySet().stream()
                .filter(row -> row.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
