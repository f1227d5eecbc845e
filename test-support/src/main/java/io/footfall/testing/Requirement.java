package io.footfall.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What some tests need from the machine, beside a JDK and Maven. A test that needs something calls {@link #require}
 * first, in the test method or in a method that runs before it.
 */
public enum Requirement {
    BROWSER("Chromium", "apt-get install chromium, or set CHROMIUM to the path of a browser"),
    KUBECTL("kubectl", "see kubernetes.io/docs/tasks/tools"),
    HTPASSWD("htpasswd", "apt-get install apache2-utils"),
    ALERTMANAGER("Prometheus' Alertmanager", "apt-get install prometheus-alertmanager"),
    SYSTEMD("systemd-analyze", "apt-get install systemd"),
    NGINX("nginx", "apt-get install nginx-light"),
    HAPROXY("HAProxy", "apt-get install haproxy"),
    CADDY("Caddy", "apt-get install caddy"),
    APACHE("Apache", "apt-get install apache2-bin"),
    INFLUXDB("InfluxDB 2", "put influxd of influxdb2 on the PATH, or set INFLUXD to its path"),
    ROOT("permission to mount a file system", "run the tests as root"),
    RECORDED_CLICKS("the file of recorded clicks", "put clicks-20180113.ndjson into shared/data beside the project");

    private final String name;
    private final String installation;

    Requirement(String name, String installation) {
        this.name = name;
        this.installation = installation;
    }

    /** The program or file, if it is there. */
    public Optional<Path> find() {
        return switch (this) {
            case BROWSER ->
                firstExecutable(
                        System.getenv("CHROMIUM"),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome");
            case KUBECTL -> onPath("kubectl");
            case HTPASSWD -> onPath("htpasswd");
            case ALERTMANAGER -> onPath("prometheus-alertmanager").or(() -> onPath("alertmanager"));
            case SYSTEMD -> onPath("systemd-analyze");
            case NGINX -> onPath("nginx").or(() -> firstExecutable("/usr/sbin/nginx"));
            case HAPROXY -> onPath("haproxy").or(() -> firstExecutable("/usr/sbin/haproxy"));
            case CADDY -> onPath("caddy");
            case APACHE -> onPath("apache2").or(() -> firstExecutable("/usr/sbin/apache2"));
            case INFLUXDB -> firstExecutable(System.getenv("INFLUXD")).or(() -> onPath("influxd"));
            case ROOT -> mayMount() ? onPath("mount") : Optional.empty();
            case RECORDED_CLICKS ->
                Optional.of(Path.of("..", "..", "shared", "data", "clicks-20180113.ndjson"))
                        .filter(Files::exists);
        };
    }

    /**
     * Returns the program or file. Without it the test is skipped, or fails if the environment has {@code CI=true}: a
     * build server has to have everything, except what its {@code FOOTFALL_TESTS_WITHOUT} lists by name, separated by
     * commas.
     */
    public Path require() {
        return require(find(), System.getenv());
    }

    Path require(Optional<Path> found, Map<String, String> environment) {
        if (found.isEmpty()) {
            var message = name + " is missing (" + installation + ")";
            if ("true".equals(environment.get("CI")) && !isWaived(environment)) {
                Assertions.fail(message + "; with CI=true the test fails unless FOOTFALL_TESTS_WITHOUT has " + name());
            }
            Assumptions.abort(message);
        }
        return found.get();
    }

    private boolean isWaived(Map<String, String> environment) {
        return List.of(environment.getOrDefault("FOOTFALL_TESTS_WITHOUT", "").split(","))
                .contains(name());
    }

    private static Optional<Path> firstExecutable(String... candidates) {
        return Stream.of(candidates)
                .filter(path -> path != null)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> onPath(String program) {
        return firstExecutable(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program).toString())
                .toArray(String[]::new));
    }

    private static boolean mayMount() {
        try {
            return new ProcessBuilder("unshare", "--mount", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
