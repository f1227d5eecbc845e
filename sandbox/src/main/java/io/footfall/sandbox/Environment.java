package io.footfall.sandbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Environment variables of the sandbox: servers to use instead of its own, and the serving version. */
record Environment(Map<String, String> variables) {
    static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS";
    static final String STORE = "INFLUXDB_URL";
    static final String MAIL = "SMTP_HOST";
    static final String SERVING_VERSION = "FOOTFALL_SERVING_VERSION";
    static final String MAX_BEHIND = "FOOTFALL_PROCESSOR_MAX_BEHIND";
    /** A hundred years: the sandbox counts recorded clicks at the times that they had. */
    static final String ANY_AGE = "P36500D";

    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[A-Z_]+://)?(?:\\[[0-9A-Fa-f:.%]+]|[^\\s:/\\[\\]]+):([1-9]\\d{0,4})");
    private static final Pattern HOST = Pattern.compile("[^\\s:/]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    Environment {
        variables = Map.copyOf(variables);
    }

    Optional<String> kafka() {
        return value(KAFKA);
    }

    Optional<String> store() {
        return value(STORE);
    }

    Optional<String> mail() {
        return value(MAIL);
    }

    /** Describes the first address that cannot be one. */
    Optional<String> error() {
        return kafka().filter(servers -> !areAddresses(servers))
                .map(servers -> "%s=%s: name each broker as HOST:PORT, separated by commas".formatted(KAFKA, servers))
                .or(() -> store().filter(url -> !isHttp(url))
                        .map(url -> "%s=%s: it must be an http or https URL".formatted(STORE, url)))
                .or(() -> mail().filter(host -> !HOST.matcher(host).matches())
                        .map(host -> "%s=%s: it must be a host name; the port is SMTP_PORT".formatted(MAIL, host)));
    }

    private static boolean areAddresses(String servers) {
        return Arrays.stream(servers.split(",", -1))
                .map(server -> ADDRESS.matcher(server.strip()))
                .allMatch(address -> address.matches() && Integer.parseInt(address.group(1)) <= HIGHEST_PORT);
    }

    private static boolean isHttp(String url) {
        try {
            var address = new URI(url);
            return address.getHost() != null && Set.of("http", "https").contains(address.getScheme());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    String servingVersion() {
        return value(SERVING_VERSION).orElse("");
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
